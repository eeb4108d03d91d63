/* Unix stream sockets. */
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <string.h>
#include <unistd.h>
#include "host.h"

static bool address_of(const char *path, struct sockaddr_un *address) {
  *address = (struct sockaddr_un){ .sun_family = AF_UNIX };
  if (strlen(path) >= sizeof address->sun_path) {
    errno = ENAMETOOLONG;
    return false;
  }
  strcpy(address->sun_path, path);
  return true;
}

/* Bound under another name, made ready there and then renamed: nobody ever meets a socket that is half made. */
static int listen_at(const char *path, int mode, int gid, int backlog) {
  char beside[sizeof((struct sockaddr_un *)0)->sun_path];
  struct sockaddr_un address;
  int length = snprintf(beside, sizeof beside, "%s.new", path);
  if (length >= (int)sizeof beside) errno = ENAMETOOLONG;
  if (length >= (int)sizeof beside || !address_of(beside, &address)) return -1;
  int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor == -1) return -1;
  unlink(beside);
  mode_t before = umask(0777);
  int bound = bind(descriptor, (struct sockaddr *)&address, sizeof address);
  umask(before);
  if (bound == 0 && (gid == -1 || lchown(beside, -1, gid) == 0) && chmod(beside, mode) == 0 &&
      listen(descriptor, backlog) == 0 && rename(beside, path) == 0) {
    return descriptor;
  }
  int number = errno;
  if (bound == 0) unlink(beside);
  close(descriptor);
  errno = number;
  return -1;
}

static JSValue host_listenUnix(ARGUMENTS) {
  int mode, gid, backlog;
  JSValueConst options = argc > 1 ? argv[1] : JS_UNDEFINED;
  if (!option_of(ctx, options, "mode", 0600, &mode) || !option_of(ctx, options, "gid", -1, &gid) ||
      !option_of(ctx, options, "backlog", 16, &backlog)) {
    return JS_EXCEPTION;
  }
  TEXT(path, argv[0]);
  int descriptor = listen_at(path, mode, gid, backlog);
  JSValue value = descriptor == -1 ? fail(ctx, "listenUnix", path) : JS_NewInt32(ctx, descriptor);
  JS_FreeCString(ctx, path);
  return value;
}

static int connect_to(const char *path) {
  struct sockaddr_un address;
  if (!address_of(path, &address)) return -1;
  int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor == -1) return -1;
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0) return descriptor;
  int number = errno;
  close(descriptor);
  errno = number;
  return -1;
}

static JSValue host_connectUnix(ARGUMENTS) {
  TEXT(path, argv[0]);
  int descriptor = connect_to(path);
  JSValue value = descriptor == -1 ? fail(ctx, "connectUnix", path) : JS_NewInt32(ctx, descriptor);
  JS_FreeCString(ctx, path);
  return value;
}

static JSValue host_accept(ARGUMENTS) {
  INT(descriptor, argv[0]);
  int connection;
  /* One that was given up before it could be accepted is none: the next one may be there. */
  do connection = accept4(descriptor, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  while (connection == -1 && (errno == EINTR || errno == ECONNABORTED));
  return number_or_later(ctx, connection, "accept");
}

static JSValue host_peer(ARGUMENTS) {
  INT(descriptor, argv[0]);
  struct {
    int32_t pid;
    uint32_t uid, gid;
  } who; /* struct ucred of unix(7) */
  socklen_t size = sizeof who;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &size) == -1) return fail(ctx, "peer", NULL);
  JSValue object = JS_NewObject(ctx);
  set_number(ctx, object, "pid", who.pid);
  set_number(ctx, object, "uid", who.uid);
  set_number(ctx, object, "gid", who.gid);
  return object;
}

const JSCFunctionListEntry unix_functions[] = {
  JS_CFUNC_DEF("listenUnix", 1, host_listenUnix),
  JS_CFUNC_DEF("connectUnix", 1, host_connectUnix),
  JS_CFUNC_DEF("accept", 1, host_accept),
  JS_CFUNC_DEF("peer", 1, host_peer),
};
COUNTED(unix_functions, unix_count);
