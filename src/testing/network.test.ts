import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { type Network, network } from "./network.ts";

const plug = async ({ cable }: Network): Promise<Socket> => {
  if (cable.kind !== "switch") throw new Error("a test's network is a switch");
  const socket = createConnection(cable.socket);
  await once(socket, "connect");
  socket.on("error", () => {}); // the network may end with frames on the way
  return socket;
};

const frame = Buffer.from([0, 0, 0, 3, 1, 2, 3]);

test("what one machine sends, all others on the network get, and it does not hear itself", async () => {
  await using lan = await network("lan");
  const [a, b, c] = await Promise.all([plug(lan), plug(lan), plug(lan)]);
  const heard = [a, b, c].map((machine) => {
    const frames: Buffer[] = [];
    machine.on("data", (bytes: Buffer) => frames.push(bytes));
    return frames;
  });
  // Again and again, for the others may be plugged in a moment later.
  await vi.waitFor(() => {
    a.write(frame);
    expect(heard.slice(1).map((frames) => frames[0]?.subarray(0, frame.length))).toEqual([frame, frame]);
  });
  expect(heard[0]).toEqual([]);
});

test("two networks of one name are two networks", async () => {
  await using one = await network("lan");
  await using other = await network("lan");
  expect(one.cable).not.toEqual(other.cable);
});

test("the end of a network is heard by whoever is plugged in", async () => {
  const lan = await network("lan");
  const machine = await plug(lan);
  const closed = once(machine.resume(), "close");
  await lan[Symbol.asyncDispose]();
  await closed;
});
