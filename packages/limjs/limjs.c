/*
 * limjs PROGRAM [ARGUMENT…]: runs a program that limjs-compile made. Programs name it in their first line, so
 * the kernel finds it. It knows no JavaScript, only bytecode: the compiler stays on the build machine.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <quickjs.h>
#include "host.h"
#include "loop.h"
#include "program.h"

static JSContext *new_context(JSRuntime *runtime) {
  JSContext *ctx = JS_NewContextRaw(runtime);
  if (ctx == NULL) return NULL;
  JS_AddIntrinsicBaseObjects(ctx);
  JS_AddIntrinsicDate(ctx);
  JS_AddIntrinsicRegExp(ctx);
  JS_AddIntrinsicJSON(ctx);
  JS_AddIntrinsicProxy(ctx);
  JS_AddIntrinsicMapSet(ctx);
  JS_AddIntrinsicTypedArrays(ctx);
  JS_AddIntrinsicPromise(ctx);
  JS_AddIntrinsicWeakRef(ctx);
  return ctx;
}

static void give_up(JSContext *ctx) {
  print_error(ctx, JS_GetException(ctx));
  exit(1);
}

/* Promises that were rejected while nobody waited for them, and whether `look_at_rejected` is to run. */
static JSValue rejected;
static bool looking;

/* What nobody catches ends the program. Whoever catches it may do so until no other job is left. */
static JSValue look_at_rejected(JSContext *ctx, int argc, JSValueConst *argv) {
  if (JS_IsJobPending(JS_GetRuntime(ctx))) {
    JS_EnqueueJob(ctx, look_at_rejected, 0, NULL);
    return JS_UNDEFINED;
  }
  looking = false;
  JSPropertyEnum *left;
  uint32_t count;
  if (JS_GetOwnPropertyNames(ctx, &left, &count, rejected, JS_GPN_STRING_MASK)) give_up(ctx);
  if (count > 0) {
    JSValue promise = JS_GetProperty(ctx, rejected, left[0].atom);
    JS_Throw(ctx, JS_PromiseResult(ctx, promise));
    give_up(ctx);
  }
  js_free(ctx, left);
  return JS_UNDEFINED;
}

static void on_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, int handled, void *opaque) {
  char name[24];
  snprintf(name, sizeof name, "%p", JS_VALUE_GET_PTR(promise));
  if (handled) {
    JSAtom atom = JS_NewAtom(ctx, name);
    JS_DeleteProperty(ctx, rejected, atom, 0);
    JS_FreeAtom(ctx, atom);
    return;
  }
  JS_SetPropertyStr(ctx, rejected, name, JS_DupValue(ctx, promise));
  if (!looking) JS_EnqueueJob(ctx, look_at_rejected, 0, NULL);
  looking = true;
}

static uint8_t *contents_of(const char *path, size_t *size) {
  FILE *stream = fopen(path, "rbe");
  uint8_t *bytes = NULL;
  if (stream != NULL && fseek(stream, 0, SEEK_END) == 0) {
    *size = ftell(stream);
    rewind(stream);
    bytes = malloc(*size + 1);
    if (bytes != NULL && fread(bytes, 1, *size, stream) != *size) bytes = NULL;
  }
  if (bytes == NULL) {
    perror(path);
    exit(111);
  }
  fclose(stream);
  return bytes;
}

/* Loads all modules; the last one is the program, and imports the others by their names. */
static JSValue load(JSContext *ctx, const char *path) {
  size_t size;
  uint8_t *file = contents_of(path, &size), *end = file + size, *at = file;
  if (size > 0 && *at == '#') at = memchr(at, '\n', size);
  JSValue module = JS_UNDEFINED;
  if (at != NULL && at < end && *at == '\n') at++;
  while (at != NULL && end - at > 4) {
    size_t length = length_of(at);
    at += 4;
    if (length > (size_t)(end - at)) break;
    JS_FreeValue(ctx, module);
    module = JS_ReadObject(ctx, at, length, JS_READ_OBJ_BYTECODE);
    if (JS_IsException(module)) give_up(ctx);
    at += length;
  }
  if (at != end || JS_IsUndefined(module)) {
    fprintf(stderr, "%s: not a whole program for limjs\n", path);
    exit(111);
  }
  free(file);
  return module;
}

static void set_arguments(JSContext *ctx, int count, char **arguments) {
  JSValue global = JS_GetGlobalObject(ctx), list = JS_NewArray(ctx);
  for (int i = 0; i < count; i++) JS_SetPropertyUint32(ctx, list, i, JS_NewString(ctx, arguments[i]));
  JS_SetPropertyStr(ctx, global, "scriptArgs", list);
  JS_FreeValue(ctx, global);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fputs("usage: limjs PROGRAM [ARGUMENT…]\n", stderr);
    return 100;
  }
  signal(SIGPIPE, SIG_IGN); /* what is written to nobody is an exception, EPIPE */
  JSRuntime *runtime = JS_NewRuntime();
  JS_SetHostPromiseRejectionTracker(runtime, on_rejection, NULL);
  JSContext *ctx = new_context(runtime);
  rejected = JS_NewObject(ctx);
  set_arguments(ctx, argc - 1, argv + 1);
  init_std_module(ctx, "std");
  init_os_module(ctx, "os");
  init_host_module(ctx, "host");

  JSValue module = load(ctx, argv[1]);
  if (JS_ResolveModule(ctx, module) < 0) give_up(ctx);
  JSValue promise = JS_EvalFunction(ctx, module);
  if (JS_IsException(promise)) give_up(ctx);
  run_loop(ctx);
  if (JS_PromiseState(ctx, promise) == JS_PROMISE_PENDING) {
    fprintf(stderr, "%s: waits for what can no longer happen\n", argv[1]);
    return 1;
  }
  return 0; /* the kernel frees faster than we could */
}
