/* The module "std": output, the environment, the end. */
#include <stdio.h>
#include <stdlib.h>
#include "host.h"
#include "loop.h"

static JSValue std_exit(ARGUMENTS) {
  INT(status, argv[0]);
  exit(status);
}

static JSValue std_getenv(ARGUMENTS) {
  TEXT(name, argv[0]);
  const char *value = getenv(name);
  JS_FreeCString(ctx, name);
  return value == NULL ? JS_UNDEFINED : JS_NewString(ctx, value);
}

static JSValue std_gc(ARGUMENTS) {
  JS_RunGC(JS_GetRuntime(ctx));
  return JS_UNDEFINED;
}

enum { OUT, ERR };
static JSValue std_puts(ARGUMENTS, int where) {
  size_t size;
  const char *text = JS_ToCStringLen(ctx, &size, argv[0]);
  if (text == NULL) return JS_EXCEPTION;
  fwrite(text, 1, size, where == OUT ? stdout : stderr);
  JS_FreeCString(ctx, text);
  return JS_UNDEFINED;
}

static JSValue std_flush(ARGUMENTS, int where) {
  fflush(where == OUT ? stdout : stderr);
  return JS_UNDEFINED;
}

static const JSCFunctionListEntry out[] = {
  JS_CFUNC_MAGIC_DEF("puts", 1, std_puts, OUT),
  JS_CFUNC_MAGIC_DEF("flush", 0, std_flush, OUT),
};
static const JSCFunctionListEntry err[] = {
  JS_CFUNC_MAGIC_DEF("puts", 1, std_puts, ERR),
  JS_CFUNC_MAGIC_DEF("flush", 0, std_flush, ERR),
};
static const JSCFunctionListEntry functions[] = {
  JS_CFUNC_DEF("exit", 1, std_exit),
  JS_CFUNC_DEF("getenv", 1, std_getenv),
  JS_CFUNC_DEF("gc", 0, std_gc),
  JS_OBJECT_DEF("out", out, 2, JS_PROP_ENUMERABLE),
  JS_OBJECT_DEF("err", err, 2, JS_PROP_ENUMERABLE),
};
static COUNTED(functions, count);

static int set_exports(JSContext *ctx, JSModuleDef *module) {
  return JS_SetModuleExportList(ctx, module, functions, count);
}

JSModuleDef *init_std_module(JSContext *ctx, const char *name) {
  JSModuleDef *module = JS_NewCModule(ctx, name, set_exports);
  if (module != NULL) JS_AddModuleExportList(ctx, module, functions, count);
  return module;
}
