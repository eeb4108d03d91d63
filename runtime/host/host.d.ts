/**
 * The C module "host": the system calls that programs on the router need. Paths and text are UTF-8. What fails
 * throws a `SystemError`; where a call would have to wait, it gives `undefined` instead. All descriptors made here
 * are closed on exec; sockets never block, files and pipes do unless they are told not to. To wait, use
 * `setReadHandler` and `setWriteHandler` of "os".
 */
declare module "host" {
  /** What every function here throws: "open '/etc/x': No such file or directory". */
  export interface SystemError extends Error {
    /** "ENOENT", or "E" and the number for the rare ones. */
    readonly code: string;
    readonly errno: number;
    /** The name of the function, "open". */
    readonly syscall: string;
    readonly path?: string;
  }

  /** Bytes to be read into or written; a view means the part of the buffer that it shows. */
  export type Bytes = ArrayBuffer | Uint8Array;

  // Text --------------------------------------------------------------------------------------------------------
  /** Text as UTF-8. */
  export function encode(text: string): Uint8Array;
  /** UTF-8 as text; what is not UTF-8 becomes U+FFFD. */
  export function decode(bytes: Bytes): string;

  // Files and descriptors ---------------------------------------------------------------------------------------
  /** Flags are those below; the descriptor is closed on exec. */
  export function open(path: string, flags: number, mode?: number): number;
  export function close(descriptor: number): void;
  /** How many bytes came; 0 at the end; undefined if there are none yet. */
  export function read(descriptor: number, into: Bytes): number | undefined;
  /** How many bytes were taken, which may be fewer than given; undefined if none are taken now. */
  export function write(descriptor: number, data: Bytes | string): number | undefined;
  export function fsync(descriptor: number): void;
  export function setNonblocking(descriptor: number, nonblocking: boolean): void;
  /** Takes an exclusive lock on the whole file (flock), until the descriptor is closed; false: another has it. */
  export function lock(descriptor: number): boolean;
  /** Both ends of a pipe: what is written to the second is read from the first. */
  export function pipe(): [readEnd: number, writeEnd: number];

  /** The whole of a file as text; reads /proc and /sys too. */
  export function readFile(path: string): string;
  export function readBytes(path: string): ArrayBuffer;
  /** Writes a file from its beginning, in place; it is made with `mode` (0o644) if it is not there. */
  export function writeFile(path: string, data: Bytes | string, mode?: number): void;

  export interface Status {
    readonly kind: "file" | "directory" | "symlink" | "fifo" | "socket" | "character" | "block";
    /** Permission bits, with set-user-id and the like. */
    readonly mode: number;
    readonly uid: number;
    readonly gid: number;
    readonly sizeBytes: number;
    readonly modifiedMs: number;
    readonly device: number;
    readonly inode: number;
    /** Of a device node. */
    readonly major: number;
    readonly minor: number;
  }
  /** What is at the end of the path, links followed; undefined if there is nothing. */
  export function stat(path: string): Status | undefined;
  /** The same, without following a link at the end. */
  export function lstat(path: string): Status | undefined;
  /** Names in a directory, sorted, without "." and "..". */
  export function readDirectory(path: string): string[];
  export function mkdir(path: string, mode?: number): void;
  export function rmdir(path: string): void;
  export function unlink(path: string): void;
  export function rename(from: string, to: string): void;
  export function symlink(target: string, path: string): void;
  export function readlink(path: string): string;
  export function chmod(path: string, mode: number): void;
  /** Of what is at the path itself: a link is not followed. -1 leaves the one or the other as it is. */
  export function chown(path: string, uid: number, gid: number): void;
  /** A device node or fifo: `mode` with S_IFCHR, S_IFBLK or S_IFIFO in it. */
  export function mknod(path: string, mode: number, major?: number, minor?: number): void;
  export function umask(mask: number): number;
  export function chdir(path: string): void;
  export function sync(): void;

  // Unix sockets ------------------------------------------------------------------------------------------------
  /**
   * A stream socket that listens at the path, replacing what was there. It gets its mode and group before
   * anybody can connect.
   */
  export function listenUnix(
    path: string,
    options?: { mode?: number; gid?: number; backlog?: number },
  ): number;
  export function connectUnix(path: string): number;
  /** The next connection, of any stream socket; undefined if there is none. */
  export function accept(descriptor: number): number | undefined;
  /** Who is at the other end of a Unix socket, as the kernel knows it. */
  export function peer(descriptor: number): {
    readonly pid: number;
    readonly uid: number;
    readonly gid: number;
  };

  // IP sockets --------------------------------------------------------------------------------------------------
  export interface Endpoint {
    /** "192.0.2.1", "2001:db8::1", "fe80::1%eth0"; names are not resolved. */
    readonly address: string;
    readonly port: number;
  }
  /** Its family follows from the address. A connection is made, or failed, once the socket is writable: see `socketError`. */
  export function connect(type: "stream" | "datagram", to: Endpoint): number;
  /** A datagram socket, or a listening stream socket. `only` binds it to one interface. */
  export function bind(
    type: "stream" | "datagram",
    at: Endpoint,
    options?: { only?: string; backlog?: number },
  ): number;
  /** What became of a connection; undefined: it is made. */
  export function socketError(descriptor: number): SystemError | undefined;
  export function localEndpoint(descriptor: number): Endpoint;
  export function remoteEndpoint(descriptor: number): Endpoint;
  export function sendTo(descriptor: number, data: Bytes | string, to: Endpoint): number | undefined;
  export function receiveFrom(
    descriptor: number,
    into: Bytes,
  ): (Endpoint & { readonly length: number }) | undefined;
  /** No more is written: the other end reads an end of file. */
  export function shutdownWrite(descriptor: number): void;
  /** Index of a network interface, undefined if there is none of that name. */
  export function interfaceIndex(name: string): number | undefined;

  // Netlink -----------------------------------------------------------------------------------------------------
  /** A netlink socket of a protocol (NETLINK_ROUTE, NETLINK_KOBJECT_UEVENT…), in the groups of the bit mask. */
  export function netlink(protocol: number, groups?: number): number;
  /** Sends to the kernel. */
  export function sendNetlink(descriptor: number, message: Bytes): number | undefined;
  /**
   * One datagram: the message's length, undefined if there is none. Only what the kernel itself sent counts;
   * the rest is thrown away. ENOBUFS means that messages were lost: ask for everything again.
   */
  export function receiveNetlink(descriptor: number, into: Bytes): number | undefined;

  // Watching files ----------------------------------------------------------------------------------------------
  export function inotify(): number;
  /** Watches a path for the events of the mask (IN_…); gives a number that its events carry. */
  export function watch(descriptor: number, path: string, mask: number): number;
  export function unwatch(descriptor: number, watch: number): void;
  export interface FileEvent {
    /** What `watch` gave; -1 with IN_Q_OVERFLOW, when events were lost. */
    readonly watch: number;
    readonly mask: number;
    readonly cookie: number;
    /** Of the entry in a watched directory, else "". */
    readonly name: string;
  }
  /** All events there are. */
  export function fileEvents(descriptor: number): FileEvent[];

  // Signals and processes ---------------------------------------------------------------------------------------
  /** From now on these signals come by the descriptor (signalfd) and do nothing else. Children don't inherit this. */
  export function signals(numbers: readonly number[]): number;
  /** The signals that came, and who sent them. */
  export function receiveSignals(descriptor: number): { readonly signal: number; readonly pid: number }[];

  export interface SpawnOptions {
    /** What is run, if it is not args[0]; never looked for in PATH. */
    readonly file?: string;
    /** The whole environment; without it, this process's. */
    readonly environment?: Readonly<Record<string, string>>;
    /** The child's descriptors 0, 1, 2… by this process's; undefined is /dev/null. Without it, the same 0, 1, 2. */
    readonly descriptors?: readonly (number | undefined)[];
    readonly directory?: string;
    /** Whether it gets a session of its own. */
    readonly session?: boolean;
  }
  /** Starts a program; throws if it cannot be executed. Its signals are as a fresh process has them. */
  export function spawn(args: readonly string[], options?: SpawnOptions): number;
  /** Becomes another program, with the same options as `spawn`. */
  export function exec(args: readonly string[], options?: SpawnOptions): never;
  export interface Exited {
    readonly pid: number;
    /** Exit status, if it exited by itself. */
    readonly status?: number;
    /** The signal that ended it, otherwise. */
    readonly signal?: number;
  }
  /** A child that ended, of all or the one named; undefined if none has, or there are none. */
  export function reap(pid?: number): Exited | undefined;
  export function kill(pid: number, signal: number): void;
  /** A descriptor that becomes readable when the process ends, child or not (pidfd_open). */
  export function watchProcess(pid: number): number;
  export function pid(): number;
  export function uid(): number;

  // The machine -------------------------------------------------------------------------------------------------
  export function uname(): {
    readonly system: string;
    readonly host: string;
    readonly release: string;
    readonly version: string;
    readonly machine: string;
  };
  export function setHostName(name: string): void;
  export function mount(source: string, target: string, type: string, flags?: number, data?: string): void;
  export function unmount(target: string, flags?: number): void;
  /** RB_AUTOBOOT, RB_POWER_OFF or RB_HALT_SYSTEM; does not sync. */
  export function reboot(command: number): void;
  /** Milliseconds since some point in the past, which no setting of the clock changes (CLOCK_BOOTTIME). */
  export function monotonicMs(): number;
  /** Milliseconds since 1970. */
  export function realtimeMs(): number;

  // Numbers of this machine (they differ between architectures, so never write one down) --------------------------
  export const O_RDONLY: number, O_WRONLY: number, O_RDWR: number, O_CREAT: number, O_EXCL: number;
  export const O_TRUNC: number, O_APPEND: number, O_NONBLOCK: number, O_DIRECTORY: number, O_NOFOLLOW: number;
  export const S_IFREG: number, S_IFDIR: number, S_IFCHR: number, S_IFBLK: number, S_IFIFO: number;
  export const SIGHUP: number, SIGINT: number, SIGQUIT: number, SIGKILL: number, SIGUSR1: number;
  export const SIGUSR2: number, SIGPIPE: number, SIGALRM: number, SIGTERM: number, SIGCHLD: number;
  export const SIGCONT: number,
    SIGSTOP: number,
    SIGABRT: number,
    SIGSEGV: number,
    SIGBUS: number,
    SIGWINCH: number;
  export const IN_ACCESS: number, IN_MODIFY: number, IN_ATTRIB: number, IN_CLOSE_WRITE: number;
  export const IN_CLOSE_NOWRITE: number, IN_OPEN: number, IN_MOVED_FROM: number, IN_MOVED_TO: number;
  export const IN_CREATE: number, IN_DELETE: number, IN_DELETE_SELF: number, IN_MOVE_SELF: number;
  export const IN_UNMOUNT: number,
    IN_Q_OVERFLOW: number,
    IN_IGNORED: number,
    IN_ISDIR: number,
    IN_ONLYDIR: number;
  export const IN_DONT_FOLLOW: number, IN_MASK_ADD: number;
  export const NETLINK_ROUTE: number, NETLINK_KOBJECT_UEVENT: number;
  export const MS_RDONLY: number, MS_NOSUID: number, MS_NODEV: number, MS_NOEXEC: number, MS_REMOUNT: number;
  export const MS_BIND: number, MS_MOVE: number, MS_REC: number, MS_NOATIME: number;
  export const MNT_FORCE: number, MNT_DETACH: number, UMOUNT_NOFOLLOW: number;
  export const RB_AUTOBOOT: number, RB_POWER_OFF: number, RB_HALT_SYSTEM: number;
  /** Whether numbers in structures of the kernel (netlink) are little-endian on this machine. */
  export const littleEndian: boolean;
}
