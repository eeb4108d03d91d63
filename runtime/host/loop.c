/*
 * The module "os" and the loop behind it: descriptors that are waited for, and timers. Everything that is ready
 * has its turn before anything has a second one, so nothing that floods can starve the rest; with no timer
 * pending the process sleeps until something comes.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "host.h"
#include "loop.h"

struct watch {
  int descriptor;
  JSValue handlers[2];
};
enum { READ, WRITE };

struct timer {
  int64_t due;
  int32_t number;
  JSValue handler;
};

static struct watch *watches;
static struct timer *timers;
static size_t watch_total, timer_total;
static int32_t last_timer;

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now); /* what poll counts by */
  return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static struct watch *watch_of(int descriptor) {
  for (size_t i = 0; i < watch_total; i++) {
    if (watches[i].descriptor == descriptor) return &watches[i];
  }
  return NULL;
}

static void drop_if_idle(JSContext *ctx, struct watch *watch) {
  if (JS_IsFunction(ctx, watch->handlers[READ]) || JS_IsFunction(ctx, watch->handlers[WRITE])) return;
  *watch = watches[--watch_total];
}

static JSValue os_setHandler(ARGUMENTS, int which) {
  INT(descriptor, argv[0]);
  struct watch *watch = watch_of(descriptor);
  if (!JS_IsFunction(ctx, argv[1])) {
    if (watch == NULL) return JS_UNDEFINED;
    JS_FreeValue(ctx, watch->handlers[which]);
    watch->handlers[which] = JS_UNDEFINED;
    drop_if_idle(ctx, watch);
    return JS_UNDEFINED;
  }
  if (watch == NULL) {
    struct watch *more = realloc(watches, (watch_total + 1) * sizeof *more);
    if (more == NULL) return JS_ThrowOutOfMemory(ctx);
    watches = more;
    watch = &watches[watch_total++];
    *watch = (struct watch){ descriptor, { JS_UNDEFINED, JS_UNDEFINED } };
  }
  JS_FreeValue(ctx, watch->handlers[which]);
  watch->handlers[which] = JS_DupValue(ctx, argv[1]);
  return JS_UNDEFINED;
}

void forget_descriptor(JSContext *ctx, int descriptor) {
  struct watch *watch = watch_of(descriptor);
  if (watch == NULL) return;
  for (int which = READ; which <= WRITE; which++) {
    JS_FreeValue(ctx, watch->handlers[which]);
    watch->handlers[which] = JS_UNDEFINED;
  }
  drop_if_idle(ctx, watch);
}

static JSValue os_setTimeout(ARGUMENTS) {
  int64_t delay;
  if (JS_ToInt64(ctx, &delay, argv[1])) return JS_EXCEPTION;
  if (!JS_IsFunction(ctx, argv[0])) return JS_ThrowTypeError(ctx, "a timer calls a function");
  struct timer *more = realloc(timers, (timer_total + 1) * sizeof *more);
  if (more == NULL) return JS_ThrowOutOfMemory(ctx);
  timers = more;
  /* One more, as the present millisecond is partly over: a timer is never early. */
  int64_t due = now_ms() + (delay > 0 ? delay + 1 : 0);
  timers[timer_total++] = (struct timer){ due, ++last_timer, JS_DupValue(ctx, argv[0]) };
  return JS_NewInt32(ctx, last_timer);
}

static JSValue take_timer(size_t index) {
  JSValue handler = timers[index].handler;
  timers[index] = timers[--timer_total];
  return handler;
}

static JSValue os_clearTimeout(ARGUMENTS) {
  INT(number, argv[0]);
  for (size_t i = 0; i < timer_total; i++) {
    if (timers[i].number != number) continue;
    JS_FreeValue(ctx, take_timer(i));
    break;
  }
  return JS_UNDEFINED;
}

static void run_jobs(JSRuntime *runtime) {
  JSContext *ctx;
  int ran;
  while ((ran = JS_ExecutePendingJob(runtime, &ctx)) != 0) {
    if (ran < 0) print_error(ctx, JS_GetException(ctx));
  }
}

/* An error in a handler is told, and the program goes on. */
static void call(JSContext *ctx, JSValue handler) {
  JSValue result = JS_Call(ctx, handler, JS_UNDEFINED, 0, NULL);
  JS_FreeValue(ctx, handler);
  if (JS_IsException(result)) print_error(ctx, JS_GetException(ctx));
  JS_FreeValue(ctx, result);
  run_jobs(JS_GetRuntime(ctx));
}

/* The timer that is due first, of those the one that was set first; -1: none. */
static int first_timer(void) {
  int first = -1;
  for (size_t i = 0; i < timer_total; i++) {
    if (first == -1 || timers[i].due < timers[first].due ||
        (timers[i].due == timers[first].due && timers[i].number < timers[first].number)) {
      first = i;
    }
  }
  return first;
}

/* Runs what is due by now; what these set waits for the next round. Gives the time to the next one; -1: none. */
static int run_timers(JSContext *ctx) {
  int64_t now = now_ms();
  int32_t newest = last_timer;
  for (int first; (first = first_timer()) != -1 && timers[first].due <= now && timers[first].number <= newest;) {
    call(ctx, take_timer(first));
  }
  int next = first_timer();
  if (next == -1) return -1;
  int64_t left = timers[next].due - now_ms();
  return left < 0 ? 0 : left > 1 << 30 ? 1 << 30 : left;
}

static void handle(JSContext *ctx, int descriptor, int which) {
  struct watch *watch = watch_of(descriptor); /* anew: an earlier handler may have taken it away */
  if (watch != NULL && JS_IsFunction(ctx, watch->handlers[which])) {
    call(ctx, JS_DupValue(ctx, watch->handlers[which]));
  }
}

/* Waits, and gives each descriptor that is ready its turn. A hang-up or error is for whoever waits to hear. */
static void wait_and_handle(JSContext *ctx, int timeout_ms) {
  size_t count = watch_total;
  struct pollfd ready[count + 1];
  for (size_t i = 0; i < count; i++) {
    bool reads = JS_IsFunction(ctx, watches[i].handlers[READ]);
    bool writes = JS_IsFunction(ctx, watches[i].handlers[WRITE]);
    ready[i] = (struct pollfd){ watches[i].descriptor, (reads ? POLLIN : 0) | (writes ? POLLOUT : 0), 0 };
  }
  if (poll(ready, count, timeout_ms) <= 0) return;
  for (size_t i = 0; i < count; i++) {
    int descriptor = ready[i].fd, came = ready[i].revents;
    if (came & POLLNVAL) {
      fprintf(stderr, "descriptor %d is waited for, and not open\n", descriptor);
      forget_descriptor(ctx, descriptor);
      continue;
    }
    if (came & (POLLIN | POLLHUP | POLLERR)) handle(ctx, descriptor, READ);
    if (came & (POLLOUT | POLLHUP | POLLERR)) handle(ctx, descriptor, WRITE);
  }
}

void run_loop(JSContext *ctx) {
  run_jobs(JS_GetRuntime(ctx));
  while (watch_total > 0 || timer_total > 0) {
    int timeout_ms = run_timers(ctx);
    if (watch_total > 0 || timeout_ms >= 0) wait_and_handle(ctx, timeout_ms);
  }
}

void print_error(JSContext *ctx, JSValue error) {
  const char *text = JS_ToCString(ctx, error);
  JSValue stack = JS_IsError(ctx, error) ? JS_GetPropertyStr(ctx, error, "stack") : JS_UNDEFINED;
  const char *places = JS_IsString(stack) ? JS_ToCString(ctx, stack) : NULL;
  fflush(stdout);
  fprintf(stderr, "%s\n%s", text == NULL ? "an error that has no text" : text, places == NULL ? "" : places);
  if (text != NULL) JS_FreeCString(ctx, text);
  if (places != NULL) JS_FreeCString(ctx, places);
  JS_FreeValue(ctx, stack);
  JS_FreeValue(ctx, error);
}

static const JSCFunctionListEntry functions[] = {
  JS_CFUNC_MAGIC_DEF("setReadHandler", 2, os_setHandler, READ),
  JS_CFUNC_MAGIC_DEF("setWriteHandler", 2, os_setHandler, WRITE),
  JS_CFUNC_DEF("setTimeout", 2, os_setTimeout),
  JS_CFUNC_DEF("clearTimeout", 1, os_clearTimeout),
};
static COUNTED(functions, count);

static int set_exports(JSContext *ctx, JSModuleDef *module) {
  return JS_SetModuleExportList(ctx, module, functions, count);
}

JSModuleDef *init_os_module(JSContext *ctx, const char *name) {
  JSModuleDef *module = JS_NewCModule(ctx, name, set_exports);
  if (module != NULL) JS_AddModuleExportList(ctx, module, functions, count);
  return module;
}
