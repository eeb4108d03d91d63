import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { expect, test } from "vitest";
import { FrameSplitter } from "./frames.ts";
import { SharedNetworks } from "./shared-networks.ts";

/** A group that no router is plugged into, another one for each test process. */
const port = 20_000 + (process.pid % 20_000);
const nics = {
  access: { mac: "ba:ad:1d:00:00:01", cable: { kind: "unplugged" } },
  lan: { mac: "ba:ad:1d:00:00:02", cable: { kind: "multicast", port } },
} as const;

async function machine(networks: SharedNetworks) {
  const { access, lan } = await networks.plug(nics);
  expect(access).toEqual(nics.access);
  if (lan.cable.kind !== "switch") throw new Error(`plugged into ${lan.cable.kind}`);
  const socket: Socket = createConnection(lan.cable.socket);
  await once(socket, "connect");
  const frames = new FrameSplitter();
  const heard: string[] = [];
  socket.on("data", (bytes: Buffer) => {
    for (const frame of frames.push(bytes)) heard.push(frame.subarray(4).toString());
  });
  const say = (text: string): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    socket.write(Buffer.concat([length, Buffer.from(text)]));
  };
  return { heard, say, [Symbol.dispose]: () => void socket.destroy() };
}

const settled = async (heard: readonly string[], last: string): Promise<readonly string[]> => {
  await expect.poll(() => heard.includes(last), { timeout: 20_000 }).toBe(true);
  return heard;
};

test("machines of two runs hear each other, each frame once, and nobody hears what it said itself", async () => {
  await using one = await SharedNetworks.create();
  await using other = await SharedNetworks.create();
  using left = await machine(one);
  using right = await machine(one);
  using far = await machine(other);
  // Who is plugged in is known to the hub when it has heard of it.
  right.say("right is here");
  await settled(left.heard, "right is here");
  left.say("from left");
  await settled(right.heard, "from left");
  await settled(far.heard, "from left");
  far.say("from far");
  for (const { heard } of [left, right]) await settled(heard, "from far");
  expect(left.heard).toEqual(["right is here", "from far"]);
  expect(right.heard).toEqual(["from left", "from far"]);
  expect(far.heard).toEqual(["right is here", "from left"]);
});
