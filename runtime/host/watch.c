/* Descriptors that tell of events: of files (inotify), signals (signalfd) and the ends of processes (pidfd). */
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "host.h"

static JSValue host_inotify(ARGUMENTS) {
  int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  return descriptor == -1 ? fail(ctx, "inotify", NULL) : JS_NewInt32(ctx, descriptor);
}

static JSValue host_watch(ARGUMENTS) {
  INT(descriptor, argv[0]);
  INT(mask, argv[2]);
  TEXT(path, argv[1]);
  int watch = inotify_add_watch(descriptor, path, mask);
  JSValue value = watch == -1 ? fail(ctx, "watch", path) : JS_NewInt32(ctx, watch);
  JS_FreeCString(ctx, path);
  return value;
}

static JSValue host_unwatch(ARGUMENTS) {
  INT(descriptor, argv[0]);
  INT(watch, argv[1]);
  return done(ctx, inotify_rm_watch(descriptor, watch), "unwatch", NULL);
}

static JSValue host_fileEvents(ARGUMENTS) {
  INT(descriptor, argv[0]);
  char buffer[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
  JSValue list = JS_NewArray(ctx);
  uint32_t count = 0;
  for (;;) {
    ssize_t got = UNINTERRUPTED(read(descriptor, buffer, sizeof buffer));
    if (got == -1 && errno != EAGAIN) {
      JS_FreeValue(ctx, list);
      return fail(ctx, "fileEvents", NULL);
    }
    if (got <= 0) return list;
    for (char *at = buffer; at < buffer + got;) {
      const struct inotify_event *event = (const struct inotify_event *)at;
      JSValue object = JS_NewObject(ctx);
      set_number(ctx, object, "watch", event->wd);
      set_number(ctx, object, "mask", event->mask);
      set_number(ctx, object, "cookie", event->cookie);
      set_text(ctx, object, "name", event->len == 0 ? "" : event->name);
      JS_SetPropertyUint32(ctx, list, count++, object);
      at += sizeof *event + event->len;
    }
  }
}

static JSValue host_signals(ARGUMENTS) {
  sigset_t set;
  sigemptyset(&set);
  JSValue length = JS_GetPropertyStr(ctx, argv[0], "length");
  INT(count, length);
  for (int i = 0; i < count; i++) {
    JSValue item = JS_GetPropertyUint32(ctx, argv[0], i);
    INT(number, item);
    sigaddset(&set, number);
  }
  sigprocmask(SIG_BLOCK, &set, NULL);
  int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return descriptor == -1 ? fail(ctx, "signals", NULL) : JS_NewInt32(ctx, descriptor);
}

static JSValue host_receiveSignals(ARGUMENTS) {
  INT(descriptor, argv[0]);
  JSValue list = JS_NewArray(ctx);
  struct signalfd_siginfo came;
  uint32_t count = 0;
  ssize_t got;
  while ((got = UNINTERRUPTED(read(descriptor, &came, sizeof came))) == sizeof came) {
    JSValue object = JS_NewObject(ctx);
    set_number(ctx, object, "signal", came.ssi_signo);
    set_number(ctx, object, "pid", came.ssi_pid);
    JS_SetPropertyUint32(ctx, list, count++, object);
  }
  if (got == -1 && errno != EAGAIN) {
    JS_FreeValue(ctx, list);
    return fail(ctx, "receiveSignals", NULL);
  }
  return list;
}

static JSValue host_watchProcess(ARGUMENTS) {
  INT(pid, argv[0]);
  int descriptor = syscall(SYS_pidfd_open, pid, 0); /* closed on exec by itself; no C library here knows it */
  return descriptor == -1 ? fail(ctx, "watchProcess", NULL) : JS_NewInt32(ctx, descriptor);
}

const JSCFunctionListEntry watch_functions[] = {
  JS_CFUNC_DEF("inotify", 0, host_inotify),
  JS_CFUNC_DEF("watch", 3, host_watch),
  JS_CFUNC_DEF("unwatch", 2, host_unwatch),
  JS_CFUNC_DEF("fileEvents", 1, host_fileEvents),
  JS_CFUNC_DEF("signals", 1, host_signals),
  JS_CFUNC_DEF("receiveSignals", 1, host_receiveSignals),
  JS_CFUNC_DEF("watchProcess", 1, host_watchProcess),
};
COUNTED(watch_functions, watch_count);
