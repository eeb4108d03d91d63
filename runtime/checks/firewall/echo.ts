/** Says back what it hears, by TCP and by UDP: `echo ADDRESS PORT`, "::" for either family. */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit } from "std";

const [, address, port] = scriptArgs;
if (address === undefined || port === undefined) {
  err.puts("echo: expects ADDRESS PORT\n");
  exit(100);
}
const at = { address, port: Number(port) };
const room = new Uint8Array(65_536);

const datagrams = host.bind("datagram", at);
setReadHandler(datagrams, () => {
  for (
    let from = host.receiveFrom(datagrams, room);
    from !== undefined;
    from = host.receiveFrom(datagrams, room)
  )
    host.sendTo(datagrams, room.subarray(0, from.length), from);
});

const door = host.bind("stream", at);
setReadHandler(door, () => {
  for (let caller = host.accept(door); caller !== undefined; caller = host.accept(door)) answer(caller);
});

/** What is said is little: there is always room for it on the way back. */
function answer(caller: number): void {
  setReadHandler(caller, () => {
    const length = host.read(caller, room);
    if (length === undefined) return;
    if (length > 0) host.write(caller, room.subarray(0, length));
    else {
      setReadHandler(caller, null);
      host.close(caller);
    }
  });
}
