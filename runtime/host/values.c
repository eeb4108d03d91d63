/* Values between JavaScript and C, and errors. */
#include <stdio.h>
#include <string.h>
#include "host.h"

static const struct {
  int number;
  const char *code;
} codes[] = {
#define CODE(name) { name, #name }
  CODE(EPERM),        CODE(ENOENT),       CODE(ESRCH),         CODE(EINTR),        CODE(EIO),
  CODE(ENXIO),        CODE(E2BIG),        CODE(ENOEXEC),       CODE(EBADF),        CODE(ECHILD),
  CODE(EAGAIN),       CODE(ENOMEM),       CODE(EACCES),        CODE(EFAULT),       CODE(EBUSY),
  CODE(EEXIST),       CODE(EXDEV),        CODE(ENODEV),        CODE(ENOTDIR),      CODE(EISDIR),
  CODE(EINVAL),       CODE(ENFILE),       CODE(EMFILE),        CODE(ENOTTY),       CODE(ETXTBSY),
  CODE(EFBIG),        CODE(ENOSPC),       CODE(ESPIPE),        CODE(EROFS),        CODE(EMLINK),
  CODE(EPIPE),        CODE(ERANGE),       CODE(ENAMETOOLONG),  CODE(ENOSYS),       CODE(ENOTEMPTY),
  CODE(ELOOP),        CODE(EPROTO),       CODE(EOVERFLOW),     CODE(ENOTSOCK),     CODE(EDESTADDRREQ),
  CODE(EMSGSIZE),     CODE(EPROTOTYPE),   CODE(ENOPROTOOPT),   CODE(EOPNOTSUPP),   CODE(EPROTONOSUPPORT),
  CODE(EAFNOSUPPORT), CODE(EADDRINUSE),   CODE(EADDRNOTAVAIL), CODE(ENETDOWN),     CODE(ENETUNREACH),
  CODE(ECONNABORTED), CODE(ECONNRESET),   CODE(ENOBUFS),       CODE(EISCONN),      CODE(ENOTCONN),
  CODE(ETIMEDOUT),    CODE(ECONNREFUSED), CODE(EHOSTDOWN),     CODE(EHOSTUNREACH), CODE(EALREADY),
  CODE(EINPROGRESS),  CODE(ESTALE),       CODE(EDQUOT),        CODE(ECANCELED),
};

JSValue system_error(JSContext *ctx, int number, const char *syscall, const char *path) {
  char message[512], code[16];
  snprintf(code, sizeof code, "E%d", number);
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
    if (codes[i].number == number) snprintf(code, sizeof code, "%s", codes[i].code);
  }
  if (path != NULL) snprintf(message, sizeof message, "%s '%s': %s", syscall, path, strerror(number));
  else snprintf(message, sizeof message, "%s: %s", syscall, strerror(number));
  /* Thrown and caught again: that is how an error gets its stack. */
  JS_ThrowInternalError(ctx, "%s", message);
  JSValue error = JS_GetException(ctx);
  set_text(ctx, error, "name", "SystemError");
  set_text(ctx, error, "code", code);
  set_text(ctx, error, "syscall", syscall);
  set_number(ctx, error, "errno", number);
  if (path != NULL) set_text(ctx, error, "path", path);
  return error;
}

JSValue fail(JSContext *ctx, const char *syscall, const char *path) {
  return JS_Throw(ctx, system_error(ctx, errno, syscall, path));
}

uint8_t *bytes_of(JSContext *ctx, JSValueConst value, size_t *size) {
  size_t offset, length;
  JSValue buffer = JS_GetTypedArrayBuffer(ctx, value, &offset, &length, NULL);
  if (JS_IsException(buffer)) {
    JS_FreeValue(ctx, JS_GetException(ctx));
    return JS_GetArrayBuffer(ctx, size, value);
  }
  size_t whole;
  uint8_t *start = JS_GetArrayBuffer(ctx, &whole, buffer);
  JS_FreeValue(ctx, buffer); /* the view keeps it */
  if (start == NULL) return NULL;
  *size = length;
  return start + offset;
}

bool data_of(JSContext *ctx, JSValueConst value, struct data *data) {
  data->text = NULL;
  if (JS_IsString(value)) {
    data->text = JS_ToCStringLen(ctx, &data->size, value);
    data->start = (const uint8_t *)data->text;
  } else {
    data->start = bytes_of(ctx, value, &data->size);
  }
  return data->start != NULL;
}

void done_with(JSContext *ctx, struct data *data) {
  if (data->text != NULL) JS_FreeCString(ctx, data->text);
}

bool option_of(JSContext *ctx, JSValueConst options, const char *name, int otherwise, int *into) {
  *into = otherwise;
  if (!JS_IsObject(options)) return true;
  JSValue value = JS_GetPropertyStr(ctx, options, name);
  if (JS_IsUndefined(value)) return true;
  int failed = JS_ToInt32(ctx, into, value);
  JS_FreeValue(ctx, value);
  return !failed;
}

void set_number(JSContext *ctx, JSValueConst object, const char *name, double value) {
  /* An integer as such where it is one: arithmetic without floating point is much quicker on a router. */
  JSValue number = value == (int64_t)value ? JS_NewInt64(ctx, value) : JS_NewFloat64(ctx, value);
  JS_DefinePropertyValueStr(ctx, object, name, number, JS_PROP_C_W_E);
}

void set_text(JSContext *ctx, JSValueConst object, const char *name, const char *value) {
  JS_DefinePropertyValueStr(ctx, object, name, JS_NewString(ctx, value), JS_PROP_C_W_E);
}

JSValue done(JSContext *ctx, int result, const char *syscall, const char *path) {
  JSValue value = result == -1 ? fail(ctx, syscall, path) : JS_UNDEFINED;
  if (path != NULL) JS_FreeCString(ctx, path);
  return value;
}

JSValue number_or_later(JSContext *ctx, ssize_t result, const char *syscall) {
  if (result != -1) return JS_NewInt32(ctx, result);
  return errno == EAGAIN ? JS_UNDEFINED : fail(ctx, syscall, NULL);
}
