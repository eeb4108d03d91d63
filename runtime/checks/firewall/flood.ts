/** Sends datagrams of one flow, as many as asked for and about as fast as it can: `flood ADDRESS PORT COUNT BYTES`. */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit } from "std";
import { after, writable } from "../../lib/readable.ts";

const [, address, port, count, bytes] = scriptArgs;
if (address === undefined || bytes === undefined) {
  err.puts("flood: expects ADDRESS PORT COUNT BYTES\n");
  exit(100);
} else await flood({ address, port: Number(port) }, Number(count), "x".repeat(Number(bytes)));

async function flood(to: host.Endpoint, datagrams: number, data: string): Promise<void> {
  const descriptor = host.connect("datagram", to);
  const answer = new Uint8Array(65_536);
  setReadHandler(descriptor, () => {
    while (host.read(descriptor, answer) !== undefined);
  });
  for (let sent = 0; sent < datagrams; ) {
    if (host.write(descriptor, data) === undefined) await writable(descriptor);
    else if (++sent % 32 === 0) await after(0); // answers are read as well
  }
  exit(0);
}
