/**
 * What every router's kernel has. The starting point is `allnoconfig`, and EXPERT makes it mean that: what
 * nobody names is off, and with it io_uring, virtual terminals and much else that a router need not carry or
 * defend.
 */
import type { Kconfig } from "../../src/index.ts";

const processes: Kconfig = {
  EXPERT: "y",
  ADVISE_SYSCALLS: "y",
  BASE_FULL: "y",
  BINFMT_ELF: "y",
  BINFMT_SCRIPT: "y",
  BUG: "y",
  // musl on 32 bits calls the kernel's older functions for times that fit. Without them sleep(1) returns at
  // once, and busybox' init spins and hears nobody.
  COMPAT_32BIT_TIME: "y",
  EPOLL: "y",
  EVENTFD: "y",
  FHANDLE: "y",
  FILE_LOCKING: "y",
  FUTEX: "y",
  HIGH_RES_TIMERS: "y",
  INOTIFY_USER: "y",
  KALLSYMS: "y",
  LOG_BUF_SHIFT: 16,
  MEMBARRIER: "y",
  MULTIUSER: "y",
  NO_HZ_IDLE: "y",
  PANIC_ON_OOPS: "y",
  PANIC_TIMEOUT: 10,
  POSIX_TIMERS: "y",
  PRINTK: "y",
  SHMEM: "y",
  SIGNALFD: "y",
  TIMERFD: "y",
  TTY: "y",
  UNIX98_PTYS: "y",
  VM_EVENT_COUNTERS: "y",
};

const hardening: Kconfig = {
  CC_OPTIMIZE_FOR_SIZE: "y",
  FORTIFY_SOURCE: "y",
  HARDENED_USERCOPY: "y",
  INIT_STACK_ALL_ZERO: "y",
  SECCOMP: "y",
  STACKPROTECTOR: "y",
  STACKPROTECTOR_STRONG: "y",
};

const filesystems: Kconfig = {
  BLOCK: "y",
  BLK_DEV: "y",
  DEVTMPFS: "y",
  DEVTMPFS_MOUNT: "y",
  // Without it SQUASHFS vanishes.
  MISC_FILESYSTEMS: "y",
  PROC_FS: "y",
  PROC_SYSCTL: "y",
  SQUASHFS: "y",
  SQUASHFS_FILE_DIRECT: "y",
  SQUASHFS_XZ: "y",
  SYSFS: "y",
  TMPFS: "y",
};

const network: Kconfig = {
  INET: "y",
  IPV6: "y",
  NET: "y",
  NETDEVICES: "y",
  NET_CORE: "y",
  PACKET: "y",
  UNIX: "y",
};

export const base: Kconfig = { ...processes, ...hardening, ...filesystems, ...network };
