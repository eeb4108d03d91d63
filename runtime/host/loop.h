/* The loop that a program lives in once it has started. */
#pragma once
#include <quickjs.h>

/* Runs until there is nothing left to wait for. */
void run_loop(JSContext *ctx);
/* No handler is called for it any more; `close` does this first. */
void forget_descriptor(JSContext *ctx, int descriptor);
/* Says what went wrong and where; takes the error. */
void print_error(JSContext *ctx, JSValue error);

JSModuleDef *init_os_module(JSContext *ctx, const char *name);
JSModuleDef *init_std_module(JSContext *ctx, const char *name);
