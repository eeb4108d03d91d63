/* Netlink sockets, as datagrams; what is in them is the business of TypeScript. */
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "host.h"

static JSValue host_netlink(ARGUMENTS) {
  INT(protocol, argv[0]);
  int groups = 0;
  if (argc > 1 && !JS_IsUndefined(argv[1]) && JS_ToInt32(ctx, &groups, argv[1])) return JS_EXCEPTION;
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
  struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = groups };
  if (descriptor != -1 && bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0) {
    /* Errors say why in words, and do not repeat the message; a kernel that cannot leaves it. */
    int yes = 1;
    setsockopt(descriptor, SOL_NETLINK, NETLINK_EXT_ACK, &yes, sizeof yes);
    setsockopt(descriptor, SOL_NETLINK, NETLINK_CAP_ACK, &yes, sizeof yes);
    return JS_NewInt32(ctx, descriptor);
  }
  JSValue error = fail(ctx, "netlink", NULL);
  if (descriptor != -1) close(descriptor);
  return error;
}

static JSValue host_sendNetlink(ARGUMENTS) {
  INT(descriptor, argv[0]);
  size_t size;
  uint8_t *message = bytes_of(ctx, argv[1], &size);
  if (message == NULL) return JS_EXCEPTION;
  struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
  ssize_t sent =
    UNINTERRUPTED(sendto(descriptor, message, size, 0, (struct sockaddr *)&kernel, sizeof kernel));
  if (sent == -1 && errno == EMSGSIZE) {
    /* It has to fit into the socket's buffer whole; who has CAP_NET_ADMIN may have one as large as he likes. */
    int room = size + 4096;
    setsockopt(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
    sent = UNINTERRUPTED(sendto(descriptor, message, size, 0, (struct sockaddr *)&kernel, sizeof kernel));
  }
  return number_or_later(ctx, sent, "sendNetlink");
}

/* Any process may send to a group; the kernel alone sends from port 0 (netlink(7)). */
static JSValue host_receiveNetlink(ARGUMENTS) {
  INT(descriptor, argv[0]);
  size_t size;
  uint8_t *into = bytes_of(ctx, argv[1], &size);
  if (into == NULL) return JS_EXCEPTION;
  for (;;) {
    struct sockaddr_nl sender = { 0 };
    struct iovec part = { into, size };
    struct msghdr message = { .msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = &part, .msg_iovlen = 1 };
    ssize_t got = UNINTERRUPTED(recvmsg(descriptor, &message, 0));
    if (got != -1 && sender.nl_pid != 0) continue;
    if (got != -1 && message.msg_flags & MSG_TRUNC) {
      errno = EMSGSIZE;
      got = -1;
    }
    return number_or_later(ctx, got, "receiveNetlink");
  }
}

const JSCFunctionListEntry netlink_functions[] = {
  JS_CFUNC_DEF("netlink", 1, host_netlink),
  JS_CFUNC_DEF("sendNetlink", 2, host_sendNetlink),
  JS_CFUNC_DEF("receiveNetlink", 2, host_receiveNetlink),
};
COUNTED(netlink_functions, netlink_count);
