/** Takes all that one connection brings, and tells how many bytes that were: `sink ADDRESS PORT`. */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit, out } from "std";

const [, address, port] = scriptArgs;
if (address === undefined || port === undefined) {
  err.puts("sink: expects ADDRESS PORT\n");
  exit(100);
}
const room = new Uint8Array(262_144);
const door = host.bind("stream", { address, port: Number(port) });
setReadHandler(door, () => {
  const caller = host.accept(door);
  if (caller === undefined) return;
  setReadHandler(door, null);
  let bytes = 0;
  setReadHandler(caller, () => {
    for (let length = host.read(caller, room); length !== undefined; length = host.read(caller, room)) {
      bytes += length;
      if (length > 0) continue;
      out.puts(`${bytes}\n`);
      out.flush();
      exit(0);
    }
  });
});
