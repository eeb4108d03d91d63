/* Starting programs: fork and exec, with a failure to execute told to the one who asked. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "host.h"

extern char **environ;

enum { MOST_DESCRIPTORS = 64 };
struct program {
  char *file, *directory, **args, **environment;
  int descriptors[MOST_DESCRIPTORS], descriptor_count;
  bool session;
};

static void free_list(char **list) {
  for (char **item = list; item != NULL && *item != NULL; item++) free(*item);
  free(list);
}

static void free_program(struct program *program) {
  free(program->file);
  free(program->directory);
  free_list(program->args);
  free_list(program->environment);
}

/* A copy of a value's text; it takes the value. NULL: thrown. */
static char *copied(JSContext *ctx, JSValue value) {
  const char *text = JS_ToCString(ctx, value);
  char *copy = text == NULL ? NULL : strdup(text);
  if (text != NULL) JS_FreeCString(ctx, text);
  JS_FreeValue(ctx, value);
  return copy;
}

static bool text_option(JSContext *ctx, JSValueConst options, const char *name, char **into) {
  JSValue value = JS_GetPropertyStr(ctx, options, name);
  if (JS_IsUndefined(value)) return true;
  *into = copied(ctx, value);
  return *into != NULL;
}

static bool read_args(JSContext *ctx, JSValueConst list, struct program *program) {
  int count;
  if (!option_of(ctx, list, "length", 0, &count)) return false;
  if (count < 1) {
    JS_ThrowTypeError(ctx, "a program needs at least its own name for an argument");
    return false;
  }
  program->args = calloc(count + 1, sizeof(char *));
  for (int i = 0; i < count; i++) {
    program->args[i] = copied(ctx, JS_GetPropertyUint32(ctx, list, i));
    if (program->args[i] == NULL) return false;
  }
  return true;
}

static bool read_environment(JSContext *ctx, JSValueConst record, struct program *program) {
  JSPropertyEnum *names;
  uint32_t count;
  if (JS_GetOwnPropertyNames(ctx, &names, &count, record, JS_GPN_STRING_MASK | JS_GPN_ENUM_ONLY)) return false;
  program->environment = calloc(count + 1, sizeof(char *));
  bool whole = true;
  for (uint32_t i = 0; whole && i < count; i++) {
    char *value = copied(ctx, JS_GetProperty(ctx, record, names[i].atom));
    const char *name = JS_AtomToCString(ctx, names[i].atom);
    whole = value != NULL && name != NULL;
    if (whole) {
      size_t size = strlen(name) + strlen(value) + 2;
      char *line = program->environment[i] = malloc(size);
      strcat(strcat(strcpy(line, name), "="), value);
    }
    JS_FreeCString(ctx, name);
    free(value);
  }
  for (uint32_t i = 0; i < count; i++) JS_FreeAtom(ctx, names[i].atom);
  js_free(ctx, names);
  return whole;
}

static bool read_descriptors(JSContext *ctx, JSValueConst list, struct program *program) {
  if (!option_of(ctx, list, "length", 0, &program->descriptor_count)) return false;
  if (program->descriptor_count > MOST_DESCRIPTORS) {
    JS_ThrowRangeError(ctx, "a program is given at most %d descriptors", MOST_DESCRIPTORS);
    return false;
  }
  for (int i = 0; i < program->descriptor_count; i++) {
    JSValue item = JS_GetPropertyUint32(ctx, list, i);
    program->descriptors[i] = -1;
    if (!JS_IsUndefined(item) && JS_ToInt32(ctx, &program->descriptors[i], item)) return false;
  }
  return true;
}

static bool read_program(JSContext *ctx, int argc, JSValueConst *argv, struct program *program) {
  if (!read_args(ctx, argv[0], program)) return false;
  JSValueConst options = argc > 1 ? argv[1] : JS_UNDEFINED;
  program->descriptor_count = -1;
  if (!JS_IsObject(options)) return true;
  if (!text_option(ctx, options, "file", &program->file)) return false;
  if (!text_option(ctx, options, "directory", &program->directory)) return false;
  JSValue session = JS_GetPropertyStr(ctx, options, "session");
  program->session = JS_ToBool(ctx, session) > 0;
  JS_FreeValue(ctx, session);
  JSValue environment = JS_GetPropertyStr(ctx, options, "environment");
  bool read = JS_IsUndefined(environment) || read_environment(ctx, environment, program);
  JS_FreeValue(ctx, environment);
  if (!read) return false;
  JSValue descriptors = JS_GetPropertyStr(ctx, options, "descriptors");
  read = JS_IsUndefined(descriptors) || read_descriptors(ctx, descriptors, program);
  JS_FreeValue(ctx, descriptors);
  return read;
}

/* Puts the descriptors in their places; first all out of the way, as one may stand where another must go. */
static bool place_descriptors(struct program *program) {
  int count = program->descriptor_count, moved[MOST_DESCRIPTORS];
  for (int i = 0; i < count; i++) {
    int from = program->descriptors[i];
    int opened = from == -1 ? open("/dev/null", O_RDWR | O_CLOEXEC) : from;
    moved[i] = opened == -1 ? -1 : fcntl(opened, F_DUPFD_CLOEXEC, MOST_DESCRIPTORS);
    if (from == -1 && opened != -1) close(opened);
    if (moved[i] == -1) return false;
  }
  for (int i = 0; i < count; i++) {
    if (dup2(moved[i], i) == -1) return false;
  }
  return true;
}

/* Returns only if it failed. */
static void become(struct program *program) {
  if (program->session) setsid();
  if (!place_descriptors(program)) return;
  if (program->directory != NULL && chdir(program->directory) == -1) return;
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(program->file != NULL ? program->file : program->args[0], program->args,
         program->environment != NULL ? program->environment : environ);
}

static JSValue host_exec(ARGUMENTS) {
  struct program program = { 0 };
  JSValue value = JS_EXCEPTION;
  if (read_program(ctx, argc, argv, &program)) {
    become(&program);
    value = fail(ctx, "exec", program.file != NULL ? program.file : program.args[0]);
  }
  free_program(&program);
  return value;
}

static JSValue host_spawn(ARGUMENTS) {
  struct program program = { 0 };
  int report[2], number = 0;
  JSValue value = JS_EXCEPTION;
  if (!read_program(ctx, argc, argv, &program)) goto end;
  const char *name = program.file != NULL ? program.file : program.args[0];
  /* It is closed by a successful exec; what comes through it is the errno of one that failed. */
  if (pipe2(report, O_CLOEXEC) == -1) {
    value = fail(ctx, "spawn", name);
    goto end;
  }
  /* Out of the way of the descriptors that the child is to have. */
  int write_end = fcntl(report[1], F_DUPFD_CLOEXEC, 2 * MOST_DESCRIPTORS);
  close(report[1]);
  pid_t child = write_end == -1 ? -1 : fork();
  if (child == 0) {
    become(&program);
    number = errno;
    if (write(write_end, &number, sizeof number) == -1) _exit(126);
    _exit(127);
  }
  if (child == -1) number = errno;
  if (write_end != -1) close(write_end);
  if (child != -1 && UNINTERRUPTED(read(report[0], &number, sizeof number)) > 0) waitpid(child, NULL, 0);
  close(report[0]);
  errno = number;
  value = number != 0 ? fail(ctx, "spawn", name) : JS_NewInt32(ctx, child);
end:
  free_program(&program);
  return value;
}

const JSCFunctionListEntry spawn_functions[] = {
  JS_CFUNC_DEF("spawn", 1, host_spawn),
  JS_CFUNC_DEF("exec", 1, host_exec),
};
COUNTED(spawn_functions, spawn_count);
