/**
 * Joins a hub to a multicast group, and with it to every QEMU of this machine that names the group. The kernel gives
 * whoever sends to a group its own frames back, and QEMU takes them for somebody else's: between two ports of a bridge
 * they would go round for ever. Here they are told by the port that they were sent from.
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { group } from "./cable.ts";
import type { Hub } from "./hub.ts";

const loopback = "127.0.0.1";
const lengthBytes = 4;

/** The join ends when what is returned is disposed of. */
export async function joinGroup(hub: Hub, port: number): Promise<Disposable> {
  using opened = new DisposableStack();
  const socket = async (address: string, at: number): Promise<Socket> => {
    const made = createSocket({ type: "udp4", reuseAddr: true });
    opened.defer(() => made.close());
    made.bind({ address, port: at });
    await once(made, "listening");
    return made;
  };
  const mouth = await socket(loopback, 0);
  mouth.setMulticastInterface(loopback);
  mouth.on("error", () => {}); // a frame that cannot be sent is lost, as on any network
  const own = mouth.address().port;
  hub.onFrame((frame) => mouth.send(frame.subarray(lengthBytes), port, group));

  const ears = await socket(group, port);
  ears.addMembership(group, loopback);
  ears.on("message", (frame, from) => {
    if (from.port === own) return;
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(frame.length);
    hub.repeat(Buffer.concat([length, frame]));
  });
  return opened.move();
}
