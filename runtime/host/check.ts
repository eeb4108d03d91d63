/** Claims about the engine and the module "host"; needs no rights beyond those of a user namespace's root. */
import * as host from "host";
import { claim, same, throws } from "../lib/claim.ts";
import { after, readable, writable } from "../lib/readable.ts";

const here = `/tmp/limjs-check-${host.pid()}`;
host.mkdir(here);
const at = (name: string) => `${here}/${name}`;
const room = new Uint8Array(65_536);
const text = (length: number) => host.decode(room.subarray(0, length));

await claim("the engine has the language of 2023: big integers, doubles, regular expressions, text", () => {
  same(String(12345678901234567890n ** 3n), "1881676372353657772490265749424677022198701224860897069000");
  same(String(-(2n ** 64n) >> 3n), "-2305843009213693952");
  same([0.1 + 0.2, 1e21, 2 ** 53, -0.5e-7], [0.30000000000000004, 1e21, 9007199254740992, -5e-8]);
  same("a-b, c".split(/[,\s-]+/), ["a", "b", "c"]);
  same(/^(?<name>\w+)@(é{2,3}|\p{Lu})$/u.exec("hello@éé")?.groups?.name, "hello");
  same(/(\d+)$/.exec("eth12")?.[1], "12");
  same([..."😀é"].length, 2);
  same([3, 1, 2].toSorted(), [1, 2, 3]);
  const shared = new Int32Array(new SharedArrayBuffer(8));
  same([Atomics.add(shared, 1, 5), Atomics.load(shared, 1)], [0, 5]);
  const wide = new BigInt64Array(new SharedArrayBuffer(8));
  same([String(Atomics.add(wide, 0, -2n)), String(Atomics.load(wide, 0))], ["0", "-2"]);
});

await claim("numbers in memory have the machine's byte order", () => {
  same(new Uint8Array(new Uint16Array([1]).buffer)[0], host.littleEndian ? 1 : 0);
});

await claim("an error names the place in the sources", () => {
  const { stack = "" } = new Error();
  same(/\((runtime\/host\/check\.ts:\d+):\d+\)/.exec(stack)?.[1], "runtime/host/check.ts:32");
});

await claim("text is UTF-8 outside", () => {
  same([...host.encode("é€😀")], [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]);
  same(host.decode(host.encode("é€😀")), "é€😀");
  same(host.decode(new Uint8Array([0x61, 0xff, 0x62])), "a�b");
});

await claim("files are written, read, listed, renamed and removed", () => {
  host.writeFile(at("b"), "text é", 0o600);
  host.writeFile(at("a"), new Uint8Array([1, 2, 3]));
  same(host.readFile(at("b")), "text é");
  same([...new Uint8Array(host.readBytes(at("a")))], [1, 2, 3]);
  same(host.readDirectory(here), ["a", "b"]);
  const status = host.stat(at("b"));
  same([status?.kind, status?.mode, status?.sizeBytes, status?.uid], ["file", 0o600, 7, host.uid()]);
  same(Math.abs((status?.modifiedMs ?? 0) - host.realtimeMs()) < 60_000, true);
  host.chmod(at("b"), 0o640);
  same(host.stat(at("b"))?.mode, 0o640);
  host.rename(at("b"), at("c"));
  host.symlink("c", at("link"));
  same(host.readlink(at("link")), "c");
  same([host.stat(at("link"))?.kind, host.lstat(at("link"))?.kind], ["file", "symlink"]);
  host.chown(at("c"), -1, -1);
  host.mknod(at("fifo"), host.S_IFIFO | 0o600);
  same(host.stat(at("fifo"))?.kind, "fifo");
  same(host.stat("/dev/null")?.kind, "character");
  same([host.stat("/dev/null")?.major, host.stat("/dev/null")?.minor], [1, 3]);
  host.mkdir(at("folder"), 0o700);
  host.rmdir(at("folder"));
  for (const name of host.readDirectory(here)) host.unlink(at(name));
  same(host.stat(at("c")), undefined);
  same(host.readFile("/proc/self/comm").trim().length > 0, true);
});

await claim("what fails throws its code, function and path", () => {
  throws("ENOENT", () => host.open(at("none"), host.O_RDONLY));
  throws("EISDIR", () => host.readFile("/tmp"));
  throws("EBADF", () => host.close(999));
  throws("TypeError", () => host.read(0, "text" as unknown as Uint8Array));
  try {
    host.rmdir(at("none"));
  } catch (error) {
    const { message, code, syscall, path, name } = error as host.SystemError;
    same(message, `rmdir '${at("none")}': No such file or directory`);
    same([code, syscall, path, name], ["ENOENT", "rmdir", at("none"), "SystemError"]);
    same(error instanceof Error, true);
  }
});

await claim("a descriptor reads and writes part of a buffer", () => {
  const descriptor = host.open(at("f"), host.O_RDWR | host.O_CREAT | host.O_EXCL, 0o600);
  same(host.write(descriptor, host.encode("xabcx").subarray(1, 4)), 3);
  host.fsync(descriptor);
  host.close(descriptor);
  const again = host.open(at("f"), host.O_RDONLY);
  same(host.read(again, room.subarray(10, 12)), 2);
  same(host.decode(room.subarray(10, 12)), "ab");
  same([host.read(again, room), host.read(again, room)], [1, 0]);
  host.close(again);
  host.unlink(at("f"));
});

await claim("a lock is held by one", () => {
  const [one, two] = [0, 0].map(() => host.open(at("lock"), host.O_RDWR | host.O_CREAT)) as [number, number];
  same([host.lock(one), host.lock(two)], [true, false]);
  host.close(one);
  same(host.lock(two), true);
  host.close(two);
  host.unlink(at("lock"));
});

await claim("a pipe that has nothing says so, and wakes its reader", async () => {
  const [from, to] = host.pipe();
  host.setNonblocking(from, true);
  same(host.read(from, room), undefined);
  host.write(to, "hello");
  await readable(from);
  same(text(host.read(from, room) ?? 0), "hello");
  host.close(to);
  await readable(from);
  same(host.read(from, room), 0);
  host.close(from);
});

await claim("writing to nobody throws", () => {
  const [from, to] = host.pipe();
  host.close(from);
  throws("EPIPE", () => {
    host.write(to, "x");
  });
  host.close(to);
});

await claim(
  "a Unix socket listens with its mode, takes connections and knows who they are from",
  async () => {
    const listener = host.listenUnix(at("socket"), { mode: 0o660 });
    same([host.stat(at("socket"))?.kind, host.stat(at("socket"))?.mode], ["socket", 0o660]);
    same(host.accept(listener), undefined);
    const client = host.connectUnix(at("socket"));
    await readable(listener);
    const served = host.accept(listener) ?? -1;
    same(host.peer(served), { pid: host.pid(), uid: host.uid(), gid: host.peer(served).gid });
    host.write(client, "question\n");
    host.shutdownWrite(client);
    await readable(served);
    same(text(host.read(served, room) ?? 0), "question\n");
    same(host.read(served, room), 0);
    for (const descriptor of [client, served, listener]) host.close(descriptor);
    throws("ECONNREFUSED", () => host.connectUnix(at("socket")));
    host.close(host.listenUnix(at("socket"))); // one that a dead process left is replaced
    host.unlink(at("socket"));
    throws("ENAMETOOLONG", () => host.connectUnix(`/${"x".repeat(200)}`));
  },
);

await claim("IP sockets connect and exchange datagrams", async () => {
  const listener = host.bind("stream", { address: "127.0.0.1", port: 0 });
  const client = host.connect("stream", host.localEndpoint(listener));
  await writable(client);
  same(host.socketError(client), undefined);
  await readable(listener);
  const served = host.accept(listener) ?? -1;
  same(host.remoteEndpoint(served), host.localEndpoint(client));
  const refused = host.connect("stream", { address: "127.0.0.1", port: 1 });
  await writable(refused);
  same(host.socketError(refused) === undefined, false); // not by its code: qemu-user passes on its machine's
  const [one, two] = [0, 0].map(() => host.bind("datagram", { address: "127.0.0.1", port: 0 })) as [
    number,
    number,
  ];
  same(host.receiveFrom(two, room), undefined);
  same(host.sendTo(one, "ping", host.localEndpoint(two)), 4);
  await readable(two);
  const came = host.receiveFrom(two, room);
  same(
    [came?.address, came?.port, text(came?.length ?? 0)],
    ["127.0.0.1", host.localEndpoint(one).port, "ping"],
  );
  for (const descriptor of [listener, client, served, refused, one, two]) host.close(descriptor);
  throws("EINVAL", () => host.connect("stream", { address: "no address", port: 1 }));
  same([host.interfaceIndex("lo"), host.interfaceIndex("none")], [1, undefined]);
});

await claim("netlink lists the links", async () => {
  const descriptor = host.netlink(host.NETLINK_ROUTE, 1);
  // struct nlmsghdr of 16 bytes and an ifinfomsg: RTM_GETLINK (18), NLM_F_REQUEST | NLM_F_DUMP (rtnetlink(7)).
  const request = new DataView(new ArrayBuffer(32));
  request.setUint32(0, 32, host.littleEndian);
  request.setUint16(4, 18, host.littleEndian);
  request.setUint16(6, 0x301, host.littleEndian);
  same(host.sendNetlink(descriptor, request.buffer as ArrayBuffer), 32);
  await readable(descriptor);
  const length = host.receiveNetlink(descriptor, room) ?? 0;
  const answer = new DataView(room.buffer);
  same([answer.getUint16(4, host.littleEndian), length > 100], [16, true]); // RTM_NEWLINK
  same(text(length).includes("lo\0"), true);
  host.close(descriptor);
});

await claim("inotify tells of a rename into a folder, by name", async () => {
  const descriptor = host.inotify();
  host.mkdir(at("watched"));
  const watch = host.watch(descriptor, at("watched"), host.IN_MOVED_TO | host.IN_DELETE);
  same(host.fileEvents(descriptor), []);
  host.writeFile(at("new"), "x");
  host.rename(at("new"), at("watched/value"));
  host.unlink(at("watched/value"));
  await readable(descriptor);
  const events = host.fileEvents(descriptor);
  same(
    events.map((event) => [event.watch, event.mask, event.name]),
    [
      [watch, host.IN_MOVED_TO, "value"],
      [watch, host.IN_DELETE, "value"],
    ],
  );
  host.unwatch(descriptor, watch);
  throws("ENOENT", () => host.watch(descriptor, at("none"), host.IN_MOVED_TO));
  host.close(descriptor);
  host.rmdir(at("watched"));
});

await claim(
  "a child runs with what it was given, and its end is told by a signal and a descriptor",
  async () => {
    const ends = host.signals([host.SIGCHLD]);
    const [from, to] = host.pipe();
    const child = host.spawn(["sh", "-c", "read line; echo $0 $line $NAME $PWD; exit 3", "zero"], {
      file: "/bin/sh",
      environment: { NAME: "é" },
      directory: "/",
      descriptors: [undefined, to, to],
      session: true,
    });
    const process = host.watchProcess(child);
    host.close(to);
    await readable(from);
    await readable(process);
    same(text(host.read(from, room) ?? 0), "zero é /\n");
    await readable(ends);
    same(host.receiveSignals(ends), [{ signal: host.SIGCHLD, pid: child }]);
    same(host.reap(), { pid: child, status: 3 });
    same(host.reap(), undefined);
    for (const descriptor of [from, process, ends]) host.close(descriptor);
  },
);

await claim("descriptors are put in their places, whatever places they had", async () => {
  const [from, to] = host.pipe();
  const file = host.open(at("in"), host.O_RDWR | host.O_CREAT);
  host.writeFile(at("in"), "from the file\n");
  const child = host.spawn(["/bin/sh", "-c", "read line <&4; echo $line >&3"], {
    descriptors: [undefined, undefined, 2, to, file],
  });
  host.close(to);
  await readable(from);
  same(text(host.read(from, room) ?? 0), "from the file\n");
  await readable(from);
  same(host.read(from, room), 0);
  const process = host.watchProcess(child);
  await readable(process);
  same(host.reap(child)?.status, 0);
  host.close(process);
  host.close(from);
  host.close(file);
  host.unlink(at("in"));
});

await claim("a child ends by a signal, with none of its parent's ignored or blocked", async () => {
  const child = host.spawn(["/bin/sh", "-c", "kill -PIPE $$; exit 0"]);
  const process = host.watchProcess(child);
  await readable(process);
  same(host.reap(child), { pid: child, signal: host.SIGPIPE });
  host.close(process);
  throws("ESRCH", () => host.kill(child, 0));
});

await claim("what cannot be executed throws", () => {
  throws("ENOENT", () => host.spawn([at("none")]));
  throws("EACCES", () => host.spawn(["/dev/null"]));
  throws("ENOENT", () => host.spawn(["/bin/sh", "-c", ""], { directory: at("none") }));
  throws("TypeError", () => host.spawn([]));
  same(host.reap(), undefined);
});

await claim("a signal to itself comes by the descriptor", async () => {
  const descriptor = host.signals([host.SIGTERM, host.SIGUSR1]);
  host.kill(host.pid(), host.SIGTERM);
  await readable(descriptor);
  same(host.receiveSignals(descriptor), [{ signal: host.SIGTERM, pid: host.pid() }]);
  host.close(descriptor);
});

await claim("file systems are mounted and unmounted", () => {
  host.mkdir(at("mount"));
  host.mount("tmpfs", at("mount"), "tmpfs", host.MS_NOSUID | host.MS_NODEV, "size=64k");
  host.writeFile(at("mount/file"), "x");
  throws("ENOSPC", () => host.writeFile(at("mount/large"), new Uint8Array(100_000)));
  throws("EBUSY", () => host.rmdir(at("mount")));
  host.unmount(at("mount"));
  same(host.readDirectory(at("mount")), []);
  host.rmdir(at("mount"));
});

await claim("the machine says what it is, and what may not be done to it", async () => {
  same(host.uname().system, "Linux");
  const mask = host.umask(0o077);
  same(host.umask(mask), 0o077);
  const before = host.monotonicMs();
  await after(20);
  same(host.monotonicMs() - before >= 20, true);
  same(host.realtimeMs() > 1_600_000_000_000, true);
  const codes = ["EINVAL", "EPERM"]; // to the machine's own root, and to a user namespace's
  try {
    host.reboot(12345);
  } catch (error) {
    same(codes.includes((error as host.SystemError).code), true);
  }
  host.sync();
});

host.rmdir(here);
