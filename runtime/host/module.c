/* The module "host" as QuickJS sees it: all parts' functions and numbers. */
#include "host.h"

#define EACH_LIST(DO)                                     \
  DO(file_functions, file_count)                          \
  DO(descriptor_functions, descriptor_count)              \
  DO(unix_functions, unix_count)                          \
  DO(inet_functions, inet_count)                          \
  DO(netlink_functions, netlink_count)                    \
  DO(watch_functions, watch_count)                        \
  DO(spawn_functions, spawn_count)                        \
  DO(machine_functions, machine_count)                    \
  DO(numbers, number_count)

static int set_exports(JSContext *ctx, JSModuleDef *module) {
#define SET(list, count) if (JS_SetModuleExportList(ctx, module, list, count)) return -1;
  EACH_LIST(SET)
  return JS_SetModuleExport(ctx, module, "littleEndian",
                            JS_NewBool(ctx, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__));
}

JSModuleDef *init_host_module(JSContext *ctx, const char *name) {
  JSModuleDef *module = JS_NewCModule(ctx, name, set_exports);
  if (module == NULL) return NULL;
#define ADD(list, count) JS_AddModuleExportList(ctx, module, list, count);
  EACH_LIST(ADD)
  JS_AddModuleExport(ctx, module, "littleEndian");
  return module;
}
