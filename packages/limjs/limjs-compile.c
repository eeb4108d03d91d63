/*
 * limjs-compile OUT INTERPRETER MAIN.js: compiles a module and all that it imports, each under the path that it
 * was found by; what an error on the router prints is therefore a place in the sources.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <quickjs-libc.h>
#include "program.h"

static FILE *out;

static void give_up(JSContext *ctx) {
  js_std_dump_error(ctx);
  exit(1);
}

/* Those that limjs brings along. */
static int is_builtin(const char *name) {
  return strcmp(name, "std") == 0 || strcmp(name, "os") == 0 || strcmp(name, "host") == 0;
}

static int no_exports(JSContext *ctx, JSModuleDef *module) { return 0; }

/* Compiling looks up all that is imported, which comes to `on_import` first: so it is written out first. */
static JSValue compile(JSContext *ctx, const char *path) {
  size_t length, size;
  uint8_t *text = js_load_file(ctx, &length, path);
  if (text == NULL) {
    fprintf(stderr, "limjs-compile: no file '%s'\n", path);
    exit(1);
  }
  JSValue module =
    JS_Eval(ctx, (char *)text, length, path, JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
  js_free(ctx, text);
  if (JS_IsException(module)) give_up(ctx);
  uint8_t *bytecode = JS_WriteObject(ctx, &size, module, JS_WRITE_OBJ_BYTECODE), prefix[4];
  if (bytecode == NULL) give_up(ctx);
  set_length(prefix, size);
  fwrite(prefix, 1, sizeof prefix, out);
  fwrite(bytecode, 1, size, out);
  js_free(ctx, bytecode);
  return module;
}

static JSModuleDef *on_import(JSContext *ctx, const char *name, void *opaque) {
  if (is_builtin(name)) return JS_NewCModule(ctx, name, no_exports);
  return JS_VALUE_GET_PTR(compile(ctx, name));
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fputs("usage: limjs-compile OUT INTERPRETER MAIN.js\n", stderr);
    return 100;
  }
  JSRuntime *runtime = JS_NewRuntime();
  JSContext *ctx = JS_NewContext(runtime);
  JS_SetStripInfo(runtime, JS_STRIP_SOURCE); /* places stay, the text of functions goes */
  JS_SetModuleLoaderFunc(runtime, NULL, on_import, NULL);
  out = fopen(argv[1], "wb");
  if (out == NULL) {
    perror(argv[1]);
    return 111;
  }
  fprintf(out, "#!%s\n", argv[2]);
  compile(ctx, argv[3]);
  if (fclose(out) != 0) {
    perror(argv[1]);
    return 111;
  }
  return chmod(argv[1], 0755);
}
