/* What the parts of the module "host" share: arguments in, errors and results out. */
#pragma once
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <quickjs.h>

/* A thrown SystemError out of errno. `path` may be NULL. */
JSValue fail(JSContext *ctx, const char *syscall, const char *path);
/* The same as a value that is not thrown. */
JSValue system_error(JSContext *ctx, int number, const char *syscall, const char *path);

/* The bytes of an ArrayBuffer or of the part of one that a view shows; NULL: thrown. */
uint8_t *bytes_of(JSContext *ctx, JSValueConst value, size_t *size);
/* Bytes, or text as UTF-8; `done_with` gives it back. */
struct data {
  const uint8_t *start;
  size_t size;
  const char *text;
};
bool data_of(JSContext *ctx, JSValueConst value, struct data *data);
void done_with(JSContext *ctx, struct data *data);

/* A property of an options object as a number; `otherwise` if there is no object or no such property. */
bool option_of(JSContext *ctx, JSValueConst options, const char *name, int otherwise, int *into);
void set_number(JSContext *ctx, JSValueConst object, const char *name, double value);
void set_text(JSContext *ctx, JSValueConst object, const char *name, const char *value);

/* An argument as a number, or as text that the caller frees; both return from the function if that throws. */
#define INT(name, argument)                                         \
  int name;                                                         \
  if (JS_ToInt32(ctx, &name, argument)) return JS_EXCEPTION
#define TEXT(name, argument)                                        \
  const char *name = JS_ToCString(ctx, argument);                   \
  if (name == NULL) return JS_EXCEPTION

/* Frees the text and returns undefined, or throws if the result is -1. */
JSValue done(JSContext *ctx, int result, const char *syscall, const char *path);
/* A descriptor or other number that is no error; EAGAIN is undefined. */
JSValue number_or_later(JSContext *ctx, ssize_t result, const char *syscall);

/* Once more for as long as a signal interrupts it. */
#define UNINTERRUPTED(call)                                         \
  ({                                                                \
    __typeof__(call) result_;                                       \
    do result_ = (call);                                            \
    while (result_ == -1 && errno == EINTR);                        \
    result_;                                                        \
  })

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv

/* Each part's functions, and how many there are; `module.c` lists the parts. */
extern const JSCFunctionListEntry file_functions[], descriptor_functions[], unix_functions[], inet_functions[],
  netlink_functions[], watch_functions[], spawn_functions[], machine_functions[], numbers[];
extern const size_t file_count, descriptor_count, unix_count, inet_count, netlink_count, watch_count, spawn_count,
  machine_count, number_count;
#define COUNTED(list, count) const size_t count = sizeof(list) / sizeof(list[0])

JSModuleDef *init_host_module(JSContext *ctx, const char *name);
