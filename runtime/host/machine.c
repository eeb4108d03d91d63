/* Processes and the machine as a whole. */
#include <signal.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "host.h"

static JSValue host_reap(ARGUMENTS) {
  int wanted = -1, status;
  if (argc > 0 && !JS_IsUndefined(argv[0]) && JS_ToInt32(ctx, &wanted, argv[0])) return JS_EXCEPTION;
  pid_t pid = UNINTERRUPTED(waitpid(wanted, &status, WNOHANG));
  if (pid == 0 || (pid == -1 && errno == ECHILD)) return JS_UNDEFINED;
  if (pid == -1) return fail(ctx, "reap", NULL);
  JSValue object = JS_NewObject(ctx);
  set_number(ctx, object, "pid", pid);
  if (WIFEXITED(status)) set_number(ctx, object, "status", WEXITSTATUS(status));
  else set_number(ctx, object, "signal", WTERMSIG(status));
  return object;
}

static JSValue host_kill(ARGUMENTS) {
  INT(pid, argv[0]);
  INT(number, argv[1]);
  return done(ctx, kill(pid, number), "kill", NULL);
}

static JSValue host_pid(ARGUMENTS) { return JS_NewInt32(ctx, getpid()); }
static JSValue host_uid(ARGUMENTS) { return JS_NewInt32(ctx, getuid()); }

static JSValue host_umask(ARGUMENTS) {
  INT(mask, argv[0]);
  return JS_NewInt32(ctx, umask(mask));
}

static JSValue host_chdir(ARGUMENTS) {
  TEXT(path, argv[0]);
  return done(ctx, chdir(path), "chdir", path);
}

static JSValue host_sync(ARGUMENTS) {
  sync();
  return JS_UNDEFINED;
}

static JSValue host_uname(ARGUMENTS) {
  struct utsname names;
  if (uname(&names) == -1) return fail(ctx, "uname", NULL);
  JSValue object = JS_NewObject(ctx);
  set_text(ctx, object, "system", names.sysname);
  set_text(ctx, object, "host", names.nodename);
  set_text(ctx, object, "release", names.release);
  set_text(ctx, object, "version", names.version);
  set_text(ctx, object, "machine", names.machine);
  return object;
}

static JSValue host_setHostName(ARGUMENTS) {
  TEXT(name, argv[0]);
  return done(ctx, sethostname(name, strlen(name)), "setHostName", name);
}

static JSValue host_mount(ARGUMENTS) {
  int flags = 0;
  const char *text[5] = { 0 };
  bool read = argc < 4 || JS_IsUndefined(argv[3]) || JS_ToInt32(ctx, &flags, argv[3]) == 0;
  for (int i = 0; read && i < 5 && i < argc; i++) {
    if (i == 3 || JS_IsUndefined(argv[i])) continue;
    text[i] = JS_ToCString(ctx, argv[i]);
    read = text[i] != NULL;
  }
  JSValue value = !read                                                       ? JS_EXCEPTION
    : mount(text[0], text[1], text[2], (unsigned long)flags, text[4]) == -1   ? fail(ctx, "mount", text[1])
                                                                              : JS_UNDEFINED;
  for (int i = 0; i < 5; i++) {
    if (text[i] != NULL) JS_FreeCString(ctx, text[i]);
  }
  return value;
}

static JSValue host_unmount(ARGUMENTS) {
  int flags = 0;
  if (argc > 1 && !JS_IsUndefined(argv[1]) && JS_ToInt32(ctx, &flags, argv[1])) return JS_EXCEPTION;
  TEXT(path, argv[0]);
  return done(ctx, umount2(path, flags), "unmount", path);
}

static JSValue host_reboot(ARGUMENTS) {
  INT(command, argv[0]);
  return done(ctx, reboot(command), "reboot", NULL);
}

static JSValue host_clock(ARGUMENTS, int which) {
  struct timespec now;
  clock_gettime(which, &now);
  return JS_NewFloat64(ctx, now.tv_sec * 1e3 + now.tv_nsec / 1000000);
}

const JSCFunctionListEntry machine_functions[] = {
  JS_CFUNC_DEF("reap", 0, host_reap),
  JS_CFUNC_DEF("kill", 2, host_kill),
  JS_CFUNC_DEF("pid", 0, host_pid),
  JS_CFUNC_DEF("uid", 0, host_uid),
  JS_CFUNC_DEF("umask", 1, host_umask),
  JS_CFUNC_DEF("chdir", 1, host_chdir),
  JS_CFUNC_DEF("sync", 0, host_sync),
  JS_CFUNC_DEF("uname", 0, host_uname),
  JS_CFUNC_DEF("setHostName", 1, host_setHostName),
  JS_CFUNC_DEF("mount", 3, host_mount),
  JS_CFUNC_DEF("unmount", 1, host_unmount),
  JS_CFUNC_DEF("reboot", 1, host_reboot),
  JS_CFUNC_MAGIC_DEF("monotonicMs", 0, host_clock, CLOCK_BOOTTIME),
  JS_CFUNC_MAGIC_DEF("realtimeMs", 0, host_clock, CLOCK_REALTIME),
};
COUNTED(machine_functions, machine_count);
