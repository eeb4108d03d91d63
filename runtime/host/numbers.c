/* Constants, as this machine has them: signals and open's flags differ between architectures. */
#include <fcntl.h>
#include <linux/netlink.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include "host.h"

#define NUMBER(name) JS_PROP_INT64_DEF(#name, (int64_t)(unsigned)name, JS_PROP_ENUMERABLE)

const JSCFunctionListEntry numbers[] = {
  NUMBER(O_RDONLY),        NUMBER(O_WRONLY),       NUMBER(O_RDWR),        NUMBER(O_CREAT),
  NUMBER(O_EXCL),          NUMBER(O_TRUNC),        NUMBER(O_APPEND),      NUMBER(O_NONBLOCK),
  NUMBER(O_DIRECTORY),     NUMBER(O_NOFOLLOW),     NUMBER(S_IFREG),       NUMBER(S_IFDIR),
  NUMBER(S_IFCHR),         NUMBER(S_IFBLK),        NUMBER(S_IFIFO),       NUMBER(SIGHUP),
  NUMBER(SIGINT),          NUMBER(SIGQUIT),        NUMBER(SIGKILL),       NUMBER(SIGUSR1),
  NUMBER(SIGUSR2),         NUMBER(SIGPIPE),        NUMBER(SIGALRM),       NUMBER(SIGTERM),
  NUMBER(SIGCHLD),         NUMBER(SIGCONT),        NUMBER(SIGSTOP),       NUMBER(SIGABRT),
  NUMBER(SIGSEGV),         NUMBER(SIGBUS),         NUMBER(SIGWINCH),      NUMBER(IN_ACCESS),
  NUMBER(IN_MODIFY),       NUMBER(IN_ATTRIB),      NUMBER(IN_CLOSE_WRITE), NUMBER(IN_CLOSE_NOWRITE),
  NUMBER(IN_OPEN),         NUMBER(IN_MOVED_FROM),  NUMBER(IN_MOVED_TO),   NUMBER(IN_CREATE),
  NUMBER(IN_DELETE),       NUMBER(IN_DELETE_SELF), NUMBER(IN_MOVE_SELF),  NUMBER(IN_UNMOUNT),
  NUMBER(IN_Q_OVERFLOW),   NUMBER(IN_IGNORED),     NUMBER(IN_ISDIR),      NUMBER(IN_ONLYDIR),
  NUMBER(IN_DONT_FOLLOW),  NUMBER(IN_MASK_ADD),    NUMBER(NETLINK_ROUTE), NUMBER(NETLINK_KOBJECT_UEVENT),
  NUMBER(MS_RDONLY),       NUMBER(MS_NOSUID),      NUMBER(MS_NODEV),      NUMBER(MS_NOEXEC),
  NUMBER(MS_REMOUNT),      NUMBER(MS_BIND),        NUMBER(MS_MOVE),       NUMBER(MS_REC),
  NUMBER(MS_NOATIME),      NUMBER(MNT_FORCE),      NUMBER(MNT_DETACH),    NUMBER(UMOUNT_NOFOLLOW),
  NUMBER(RB_AUTOBOOT),     NUMBER(RB_POWER_OFF),   NUMBER(RB_HALT_SYSTEM),
};
COUNTED(numbers, number_count);
