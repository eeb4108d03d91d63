/** Children. */
import * as host from "host";
import { claim, same, throws } from "../../lib/claim.ts";
import { readable } from "../../lib/readable.ts";
import { at, room, text } from "./scratch.ts";

export async function processesClaims(): Promise<void> {
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
}
