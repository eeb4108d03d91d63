/* Descriptors: reading, writing, pipes and locks; and text as bytes. */
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "host.h"
#include "loop.h"

static JSValue host_open(ARGUMENTS) {
  INT(flags, argv[1]);
  int mode = 0644;
  if (argc > 2 && !JS_IsUndefined(argv[2]) && JS_ToInt32(ctx, &mode, argv[2])) return JS_EXCEPTION;
  TEXT(path, argv[0]);
  int descriptor = UNINTERRUPTED(open(path, flags | O_CLOEXEC, mode));
  JSValue value = descriptor == -1 ? fail(ctx, "open", path) : JS_NewInt32(ctx, descriptor);
  JS_FreeCString(ctx, path);
  return value;
}

static JSValue host_close(ARGUMENTS) {
  INT(descriptor, argv[0]);
  forget_descriptor(ctx, descriptor);
  /* Linux has closed it even if it says EINTR (close(2)). */
  return done(ctx, close(descriptor) == -1 && errno != EINTR ? -1 : 0, "close", NULL);
}

static JSValue host_read(ARGUMENTS) {
  INT(descriptor, argv[0]);
  size_t size;
  uint8_t *into = bytes_of(ctx, argv[1], &size);
  if (into == NULL) return JS_EXCEPTION;
  return number_or_later(ctx, UNINTERRUPTED(read(descriptor, into, size)), "read");
}

static JSValue host_write(ARGUMENTS) {
  INT(descriptor, argv[0]);
  struct data data;
  if (!data_of(ctx, argv[1], &data)) return JS_EXCEPTION;
  JSValue value = number_or_later(ctx, UNINTERRUPTED(write(descriptor, data.start, data.size)), "write");
  done_with(ctx, &data);
  return value;
}

static JSValue host_fsync(ARGUMENTS) {
  INT(descriptor, argv[0]);
  return done(ctx, UNINTERRUPTED(fsync(descriptor)), "fsync", NULL);
}

static JSValue host_setNonblocking(ARGUMENTS) {
  INT(descriptor, argv[0]);
  int flags = fcntl(descriptor, F_GETFL);
  if (flags == -1) return fail(ctx, "setNonblocking", NULL);
  int wanted = JS_ToBool(ctx, argv[1]) ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  return done(ctx, fcntl(descriptor, F_SETFL, wanted), "setNonblocking", NULL);
}

static JSValue host_lock(ARGUMENTS) {
  INT(descriptor, argv[0]);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return JS_TRUE;
  return errno == EWOULDBLOCK ? JS_FALSE : fail(ctx, "lock", NULL);
}

static JSValue host_pipe(ARGUMENTS) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) == -1) return fail(ctx, "pipe", NULL);
  JSValue pair = JS_NewArray(ctx);
  for (int i = 0; i < 2; i++) JS_SetPropertyUint32(ctx, pair, i, JS_NewInt32(ctx, ends[i]));
  return pair;
}

static JSValue host_encode(ARGUMENTS) {
  size_t size;
  const char *text = JS_ToCStringLen(ctx, &size, argv[0]);
  if (text == NULL) return JS_EXCEPTION;
  JSValue buffer = JS_NewArrayBufferCopy(ctx, (const uint8_t *)text, size);
  JS_FreeCString(ctx, text);
  if (JS_IsException(buffer)) return buffer;
  /* It looks at all three, whatever their number. */
  JSValueConst whole[] = { buffer, JS_UNDEFINED, JS_UNDEFINED };
  JSValue view = JS_NewTypedArray(ctx, 3, whole, JS_TYPED_ARRAY_UINT8);
  JS_FreeValue(ctx, buffer);
  return view;
}

static JSValue host_decode(ARGUMENTS) {
  size_t size;
  uint8_t *bytes = bytes_of(ctx, argv[0], &size);
  return bytes == NULL ? JS_EXCEPTION : JS_NewStringLen(ctx, (const char *)bytes, size);
}

const JSCFunctionListEntry descriptor_functions[] = {
  JS_CFUNC_DEF("open", 2, host_open),
  JS_CFUNC_DEF("close", 1, host_close),
  JS_CFUNC_DEF("read", 2, host_read),
  JS_CFUNC_DEF("write", 2, host_write),
  JS_CFUNC_DEF("fsync", 1, host_fsync),
  JS_CFUNC_DEF("setNonblocking", 2, host_setNonblocking),
  JS_CFUNC_DEF("lock", 1, host_lock),
  JS_CFUNC_DEF("pipe", 0, host_pipe),
  JS_CFUNC_DEF("encode", 1, host_encode),
  JS_CFUNC_DEF("decode", 1, host_decode),
};
COUNTED(descriptor_functions, descriptor_count);
