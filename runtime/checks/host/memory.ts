/** What is called often must keep nothing. */
import * as host from "host";
import { clearTimeout, setReadHandler, setTimeout } from "os";
import * as std from "std";
import { claim } from "../../lib/claim.ts";
import { at, here, room } from "./scratch.ts";

/** Private pages: the second number of statm is all that is resident, the third what is shared. */
function ownPages(): number {
  std.gc();
  const [, resident = 0, shared = 0] = host.readFile("/proc/self/statm").split(" ").map(Number);
  return resident - shared;
}

/** One call of most functions, in ways that succeed and that fail. */
function callAll(): void {
  host.writeFile(at("memory"), "text");
  host.readFile(at("memory"));
  host.readBytes(at("memory"));
  host.stat(at("memory"));
  host.readDirectory(here);
  host.decode(host.encode("text é"));
  const listener = host.listenUnix(at("memory.socket"), { mode: 0o600 });
  const client = host.connectUnix(at("memory.socket"));
  const served = host.accept(listener) ?? -1;
  host.peer(served);
  host.write(client, "text");
  host.read(served, room.subarray(0, 100));
  const datagrams = host.bind("datagram", { address: "127.0.0.1", port: 0 });
  host.sendTo(datagrams, "x", host.localEndpoint(datagrams));
  host.receiveFrom(datagrams, room);
  const events = host.inotify();
  host.watch(events, here, host.IN_CREATE);
  host.writeFile(at("memory.new"), "");
  host.fileEvents(events);
  const signals = host.signals([host.SIGUSR2]);
  host.kill(host.pid(), host.SIGUSR2);
  host.receiveSignals(signals);
  const [from, to] = host.pipe();
  setReadHandler(from, () => undefined);
  clearTimeout(setTimeout(() => undefined, 1000));
  for (const descriptor of [listener, client, served, datagrams, events, signals, from, to]) {
    host.close(descriptor);
  }
  try {
    host.spawn(["none", "é"], { file: at("none"), environment: { A: "b" }, descriptors: [0, undefined] });
  } catch {
    host.uname();
  }
  for (const name of host.readDirectory(here)) host.unlink(at(name));
}

export async function memoryClaims(): Promise<void> {
  await claim("hundreds of calls leave memory as it was", () => {
    for (let i = 0; i < 50; i++) callAll();
    const before = ownPages();
    for (let i = 0; i < 300; i++) callAll();
    const grown = ownPages() - before;
    if (grown > 8) throw new Error(`${grown} pages more`);
  });
}
