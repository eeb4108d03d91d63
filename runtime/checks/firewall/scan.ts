/**
 * Knocks at ports from where it runs, and tells as JSON what came of each: `scan WITNESS PORT tcp|udp ADDRESS PORT…`. WITNESS
 * is known to answer at its port by TCP. It is asked after every few knocks: whoever looks at packets in their order has looked
 * at these when it answers, so silence needs no waiting.
 */
import * as host from "host";
import { setReadHandler, setWriteHandler } from "os";
import { err, exit, out } from "std";
import { writable } from "../../lib/readable.ts";

/** So few that no queue on the way is too short for them. */
const atOnce = 32;
const [, witness, witnessPort, protocol, address, ...ports] = scriptArgs;
if (witness === undefined || address === undefined || (protocol !== "tcp" && protocol !== "udp")) {
  err.puts("scan: expects WITNESS PORT tcp|udp ADDRESS PORT…\n");
  exit(100);
} else await scan(address, ports.map(Number), protocol === "tcp" ? knockByTcp : knockByUdp);

type Told = (what: string) => void;

async function scan(at: string, all: readonly number[], knock: (to: host.Endpoint, told: Told) => number) {
  const results: Record<string, number[]> = {};
  for (let index = 0; index < all.length; index += atOnce) {
    const descriptors = all.slice(index, index + atOnce).map((port) =>
      knock({ address: at, port }, (what) => {
        results[what] = [...(results[what] ?? []), port];
      }),
    );
    await askWitness();
    await askWitness(); // and what was there with the first answer was read before the second
    for (const descriptor of descriptors) {
      setReadHandler(descriptor, null);
      setWriteHandler(descriptor, null);
      host.close(descriptor);
    }
  }
  out.puts(`${JSON.stringify(results)}\n`);
}

async function askWitness(): Promise<void> {
  const descriptor = host.connect("stream", { address: witness ?? "", port: Number(witnessPort) });
  await writable(descriptor);
  const error = host.socketError(descriptor);
  host.close(descriptor);
  if (error !== undefined) throw error;
}

function knockByTcp(to: host.Endpoint, told: Told): number {
  const descriptor = host.connect("stream", to);
  setWriteHandler(descriptor, () => {
    setWriteHandler(descriptor, null);
    told(host.socketError(descriptor)?.code ?? "open");
  });
  return descriptor;
}

function knockByUdp(to: host.Endpoint, told: Told): number {
  const descriptor = host.connect("datagram", to);
  setReadHandler(descriptor, () => {
    setReadHandler(descriptor, null);
    told(host.socketError(descriptor)?.code ?? "open");
  });
  host.write(descriptor, "?");
  return descriptor;
}
