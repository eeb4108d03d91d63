/** Files, descriptors and file systems. */
import * as host from "host";
import { claim, same, throws } from "../../lib/claim.ts";
import { at, here, room } from "./scratch.ts";

export async function filesClaims(): Promise<void> {
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
    const [one, two] = [0, 0].map(() => host.open(at("lock"), host.O_RDWR | host.O_CREAT)) as [
      number,
      number,
    ];
    same([host.lock(one), host.lock(two)], [true, false]);
    host.close(one);
    same(host.lock(two), true);
    host.close(two);
    host.unlink(at("lock"));
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
}
