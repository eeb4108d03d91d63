/**
 * Talks to an echo, by one TCP connection and by datagrams of one flow, until it is told to end (TERM); then says as JSON how much
 * came back: `talk ADDRESS PORT`. A line on standard output says that both flows stand.
 */
import * as host from "host";
import { setReadHandler, setTimeout } from "os";
import { err, exit, out } from "std";
import { after, readable, writable } from "../../lib/readable.ts";

const [, address, port] = scriptArgs;
if (address === undefined || port === undefined) {
  err.puts("talk: expects ADDRESS PORT\n");
  exit(100);
} else await talk({ address, port: Number(port) });

async function talk(to: host.Endpoint): Promise<void> {
  const ended = host.signals([host.SIGTERM]);
  const counts = { stream: { sent: 0, back: 0 }, datagrams: { sent: 0, back: 0 } };
  const datagrams = host.connect("datagram", to);
  const stream = host.connect("stream", to);
  await writable(stream);
  const error = host.socketError(stream);
  if (error !== undefined) throw error;
  const into = new Uint8Array(65_536);
  const hear = (descriptor: number, heard: (bytes: number) => void): void =>
    setReadHandler(descriptor, () => {
      for (
        let length = host.read(descriptor, into);
        length !== undefined;
        length = host.read(descriptor, into)
      ) {
        if (length === 0) throw new Error("the other end has ended the connection");
        heard(length);
      }
    });
  hear(stream, (bytes) => {
    counts.stream.back += bytes;
  });
  hear(datagrams, () => {
    counts.datagrams.back++;
  });
  let goesOn = true;
  const say = (): void => {
    if (!goesOn) return;
    counts.stream.sent += host.write(stream, "x") ?? 0;
    counts.datagrams.sent += host.write(datagrams, "x") ?? 0;
    setTimeout(say, 10);
  };
  say();
  while (counts.stream.back === 0 || counts.datagrams.back === 0) await after(10);
  tell("stands");
  await readable(ended);
  goesOn = false;
  // What is lost for good does not come however long one waits.
  const end = host.monotonicMs() + 10_000;
  const isAllBack = () =>
    counts.stream.back === counts.stream.sent && counts.datagrams.back === counts.datagrams.sent;
  while (!isAllBack() && host.monotonicMs() < end) await after(10);
  tell(JSON.stringify(counts));
  exit(0);
}

function tell(line: string): void {
  out.puts(`${line}\n`);
  out.flush();
}
