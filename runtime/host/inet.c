/* IP sockets: addresses are text in both families, and tell which family a socket is of. */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "host.h"

union address {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
};

static socklen_t size_of(const union address *address) {
  return address->any.sa_family == AF_INET6 ? sizeof address->six : sizeof address->four;
}

/* { address, port } as the kernel wants it; false: thrown. */
static bool address_of(JSContext *ctx, JSValueConst endpoint, union address *address) {
  int port;
  if (!option_of(ctx, endpoint, "port", 0, &port)) return false;
  JSValue property = JS_GetPropertyStr(ctx, endpoint, "address");
  const char *text = JS_ToCString(ctx, property);
  JS_FreeValue(ctx, property);
  if (text == NULL) return false;
  char bare[INET6_ADDRSTRLEN + IF_NAMESIZE + 1];
  snprintf(bare, sizeof bare, "%s", text);
  char *zone = strchr(bare, '%');
  if (zone != NULL) *zone++ = '\0';
  memset(address, 0, sizeof *address);
  bool valid = true;
  if (inet_pton(AF_INET, bare, &address->four.sin_addr) == 1 && zone == NULL) {
    address->four.sin_family = AF_INET;
    address->four.sin_port = htons(port);
  } else if (inet_pton(AF_INET6, bare, &address->six.sin6_addr) == 1) {
    address->six.sin6_family = AF_INET6;
    address->six.sin6_port = htons(port);
    if (zone != NULL) {
      address->six.sin6_scope_id = if_nametoindex(zone);
      valid = address->six.sin6_scope_id != 0;
    }
  } else {
    errno = EINVAL;
    valid = false;
  }
  if (!valid) fail(ctx, "address", text);
  JS_FreeCString(ctx, text);
  return valid;
}

static void set_endpoint(JSContext *ctx, JSValueConst object, const union address *address) {
  char text[INET6_ADDRSTRLEN + IF_NAMESIZE + 1], name[IF_NAMESIZE];
  if (address->any.sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &address->six.sin6_addr, text, sizeof text);
    if (address->six.sin6_scope_id != 0 && if_indextoname(address->six.sin6_scope_id, name) != NULL) {
      strcat(strcat(text, "%"), name);
    }
    set_number(ctx, object, "port", ntohs(address->six.sin6_port));
  } else {
    inet_ntop(AF_INET, &address->four.sin_addr, text, sizeof text);
    set_number(ctx, object, "port", ntohs(address->four.sin_port));
  }
  set_text(ctx, object, "address", text);
}

/* SOCK_STREAM or SOCK_DGRAM; -1: thrown. */
static int type_of(JSContext *ctx, JSValueConst value) {
  const char *text = JS_ToCString(ctx, value);
  if (text == NULL) return -1;
  int type = strcmp(text, "stream") == 0 ? SOCK_STREAM : strcmp(text, "datagram") == 0 ? SOCK_DGRAM : -1;
  if (type == -1) JS_ThrowTypeError(ctx, "a socket is of type \"stream\" or \"datagram\", not \"%s\"", text);
  JS_FreeCString(ctx, text);
  return type;
}

static JSValue closed(JSContext *ctx, int descriptor, const char *syscall) {
  JSValue error = fail(ctx, syscall, NULL);
  if (descriptor != -1) close(descriptor);
  return error;
}

static JSValue host_connect(ARGUMENTS) {
  union address address;
  int type = type_of(ctx, argv[0]);
  if (type == -1 || !address_of(ctx, argv[1], &address)) return JS_EXCEPTION;
  int descriptor = socket(address.any.sa_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor == -1 ||
      (connect(descriptor, &address.any, size_of(&address)) == -1 && errno != EINPROGRESS)) {
    return closed(ctx, descriptor, "connect");
  }
  return JS_NewInt32(ctx, descriptor);
}

static JSValue host_bind(ARGUMENTS) {
  union address address;
  int backlog, yes = 1;
  JSValueConst options = argc > 2 ? argv[2] : JS_UNDEFINED;
  int type = type_of(ctx, argv[0]);
  if (type == -1 || !address_of(ctx, argv[1], &address)) return JS_EXCEPTION;
  if (!option_of(ctx, options, "backlog", 16, &backlog)) return JS_EXCEPTION;
  JSValue only = JS_IsObject(options) ? JS_GetPropertyStr(ctx, options, "only") : JS_UNDEFINED;
  const char *interface = JS_IsString(only) ? JS_ToCString(ctx, only) : NULL;
  JS_FreeValue(ctx, only);
  int descriptor = socket(address.any.sa_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  bool bound = descriptor != -1 &&
    (interface == NULL ||
     setsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, interface, strlen(interface)) == 0) &&
    (type != SOCK_STREAM || setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0) &&
    bind(descriptor, &address.any, size_of(&address)) == 0 &&
    (type != SOCK_STREAM || listen(descriptor, backlog) == 0);
  JSValue value = bound ? JS_NewInt32(ctx, descriptor) : closed(ctx, descriptor, "bind");
  if (interface != NULL) JS_FreeCString(ctx, interface);
  return value;
}

static JSValue host_socketError(ARGUMENTS) {
  INT(descriptor, argv[0]);
  int number;
  socklen_t size = sizeof number;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) == -1) return fail(ctx, "socketError", NULL);
  return number == 0 ? JS_UNDEFINED : system_error(ctx, number, "connect", NULL);
}

enum { LOCAL, REMOTE };
static JSValue host_endpoint(ARGUMENTS, int which) {
  INT(descriptor, argv[0]);
  union address address;
  socklen_t size = sizeof address;
  if ((which == LOCAL ? getsockname : getpeername)(descriptor, &address.any, &size) == -1) {
    return fail(ctx, which == LOCAL ? "localEndpoint" : "remoteEndpoint", NULL);
  }
  JSValue object = JS_NewObject(ctx);
  set_endpoint(ctx, object, &address);
  return object;
}

static JSValue host_sendTo(ARGUMENTS) {
  INT(descriptor, argv[0]);
  union address address;
  struct data data;
  if (!address_of(ctx, argv[2], &address) || !data_of(ctx, argv[1], &data)) return JS_EXCEPTION;
  JSValue value = number_or_later(
    ctx, UNINTERRUPTED(sendto(descriptor, data.start, data.size, 0, &address.any, size_of(&address))), "sendTo");
  done_with(ctx, &data);
  return value;
}

static JSValue host_receiveFrom(ARGUMENTS) {
  INT(descriptor, argv[0]);
  union address address;
  socklen_t length = sizeof address;
  size_t size;
  uint8_t *into = bytes_of(ctx, argv[1], &size);
  if (into == NULL) return JS_EXCEPTION;
  ssize_t got = UNINTERRUPTED(recvfrom(descriptor, into, size, 0, &address.any, &length));
  if (got == -1) return errno == EAGAIN ? JS_UNDEFINED : fail(ctx, "receiveFrom", NULL);
  JSValue object = JS_NewObject(ctx);
  set_endpoint(ctx, object, &address);
  set_number(ctx, object, "length", got);
  return object;
}

static JSValue host_shutdownWrite(ARGUMENTS) {
  INT(descriptor, argv[0]);
  return done(ctx, shutdown(descriptor, SHUT_WR), "shutdownWrite", NULL);
}

static JSValue host_interfaceIndex(ARGUMENTS) {
  TEXT(name, argv[0]);
  unsigned index = if_nametoindex(name);
  JS_FreeCString(ctx, name);
  return index == 0 ? JS_UNDEFINED : JS_NewInt32(ctx, index);
}

const JSCFunctionListEntry inet_functions[] = {
  JS_CFUNC_DEF("connect", 2, host_connect),
  JS_CFUNC_DEF("bind", 2, host_bind),
  JS_CFUNC_DEF("socketError", 1, host_socketError),
  JS_CFUNC_MAGIC_DEF("localEndpoint", 1, host_endpoint, LOCAL),
  JS_CFUNC_MAGIC_DEF("remoteEndpoint", 1, host_endpoint, REMOTE),
  JS_CFUNC_DEF("sendTo", 3, host_sendTo),
  JS_CFUNC_DEF("receiveFrom", 2, host_receiveFrom),
  JS_CFUNC_DEF("shutdownWrite", 1, host_shutdownWrite),
  JS_CFUNC_DEF("interfaceIndex", 1, host_interfaceIndex),
};
COUNTED(inet_functions, inet_count);
