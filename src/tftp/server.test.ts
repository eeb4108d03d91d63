import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FetchRequest, fetchByTftp } from "../testing/tftp/fetch.ts";
import { hostileRequest } from "../testing/tftp/hostile-request.ts";
import { allowlist, thisMachine } from "./allowlist.ts";
import { readPacket, writePacket } from "./packet.ts";
import { type ServerEvent, TftpServer } from "./server.ts";

const directory = mkdtempSync(join(tmpdir(), "liminix-tftp-"));
const sizes = [0, 1, 511, 512, 513, 1468 * 3, 200_000];
const files = new Map(sizes.map((size) => [`file-${size}`, randomBytes(size)]));
const large = randomBytes(512 * 65_600);
let server: TftpServer;
const events: ServerEvent[] = [];

beforeAll(async () => {
  for (const [name, bytes] of files) writeFileSync(join(directory, name), bytes);
  writeFileSync(join(directory, "large"), large);
  server = await listen();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

const listen = (settings: Partial<Parameters<typeof TftpServer.listen>[0]> = {}) =>
  TftpServer.listen({
    directory,
    address: "127.0.0.1",
    port: 0,
    allow: allowlist(thisMachine),
    onEvent: (event) => events.push(event),
    ...settings,
  });
const fetched = (file: string, request: Partial<FetchRequest> = {}) =>
  fetchByTftp({ port: server.port, file, ...request });

describe.each([
  ["without options", {}],
  ["with small blocks", { blksize: 8 }],
  ["with blocks of an Ethernet frame", { blksize: 1468 }],
  ["with the largest blocks", { blksize: 65464 }],
  ["with windows", { blksize: 1468, windowsize: 26 }],
  ["with all options", { blksize: 1024, timeout: 2, tsize: 0, windowsize: 8 }],
] as const)("%s", (_, options) => {
  test.each([...files])("%s arrives as it is", async (file, bytes) => {
    expect((await fetched(file, { options })).bytes.equals(bytes)).toBe(true);
  });
});

test("what is agreed to is told, and the size is the file's", async () => {
  const options = { blksize: 70_000, timeout: 3, tsize: 0, windowsize: 4, unknown: 5 };
  expect((await fetched("file-513", { options })).options).toEqual({
    blksize: "65464",
    timeout: "3",
    tsize: "513",
    windowsize: "4",
  });
});

test("blocks are numbered past 65535", async () => {
  const windows = await fetched("large", { options: { windowsize: 64 } });
  expect(windows.bytes.equals(large)).toBe(true);
});

test("twenty clients at once each get their file", async () => {
  const all = Array.from({ length: 20 }, (_, index) =>
    fetched("file-200000", { options: index % 2 === 0 ? { windowsize: 16 } : { blksize: 1468 } }),
  );
  for (const { bytes } of await Promise.all(all)) expect(bytes.equals(file("file-200000"))).toBe(true);
  await expect.poll(() => [...server.transfers].length).toBe(0);
  const outcomes = events.flatMap((event) => (event.kind === "ended" ? [event.outcome.kind] : []));
  expect(outcomes.slice(-20)).toEqual(Array(20).fill("done"));
});

test.each([{}, { windowsize: 26 }])(
  "every transfer completes when one packet in fifty is lost: %j",
  async (options) => {
    const all = Array.from({ length: 10 }, (_, index) => {
      let state = index + 1;
      const loses = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32 < 0.02;
      };
      return fetched("file-200000", { options: { blksize: 1468, ...options }, loses });
    });
    for (const { bytes } of await Promise.all(all)) expect(bytes.equals(file("file-200000"))).toBe(true);
  },
);

test.each([
  ["file-513", { mode: "netascii" }, "error 4: only mode octet is served"],
  ["file-513", { mode: "mail" }, "error 4: only mode octet is served"],
  ["nothing", {}, "error 1: file not found"],
  ["../../../etc/passwd", {}, "error 2: access violation"],
])("%s with %j is refused: %s", async (file, request, said) => {
  await expect(fetched(file, request)).rejects.toThrow(said);
});

const OUT_OF_RANGE = "blksize\0-1\0windowsize\x0065536\0timeout\x001e9\0tsize\0\xff%n\0../..\0x\0blksize\0";
test.each([
  ["a name that leads up", "../../etc/passwd\0octet\0", { kind: "error", code: 2 }],
  ["an absolute name", "/etc/passwd\0octet\0", { kind: "error", code: 1 }],
  ["a name with NUL in it", "file-1\0/../../etc/passwd\0octet\0", { kind: "error", code: 4 }],
  ["no name", "\0octet\0", { kind: "error", code: 1 }],
  ["an empty mode", "file-513\0\0", { kind: "error", code: 4 }],
  ["a name of nearly 64 KB", `${"a".repeat(65_000)}\0octet\0`, { kind: "error", code: 1 }],
  ["a name of many folders", `${"a/".repeat(32_000)}\0octet\0`, { kind: "error", code: 1 }],
  // Served as if none had been asked for: with data at once.
  ["options that are garbage", `file-513\0octet\0${OUT_OF_RANGE}`, { kind: "data", block: 1 }],
])("%s is answered as it should be", async (_, words, answer) => {
  const said = await ask(readRequest(words));
  expect(said).toMatchObject(answer);
  if (said?.kind === "data") expect(said.bytes.length).toBe(512);
});

test.each([
  ["no mode", "file-513\0"],
  ["a mode without an end", "file-513\0octet"],
  ["options without an end", "file-513\0octet\0blksize\x001468"],
  ["nothing", ""],
])("a request with %s gets no answer, and the next one does", async (_, words) => {
  const socket = createSocket("udp4");
  socket.send(readRequest(words), server.port, "127.0.0.1");
  socket.send(readRequest("nothing\0octet\0"), server.port, "127.0.0.1");
  const [answer] = await once(socket, "message");
  socket.close();
  expect(readPacket(answer)).toEqual({ kind: "error", code: 1, message: "file not found" });
});

test("writing is refused", async () => {
  const answer = await ask(writePacket({ kind: "write", file: "new", mode: "octet", options: new Map() }));
  expect(answer).toEqual({ kind: "error", code: 2, message: "nothing can be written here" });
});

test("a client that is not on the list gets no answer, and the operator hears of it once", async () => {
  const strangers: ServerEvent[] = [];
  await using strict = await listen({
    allow: allowlist(["127.0.0.2"]),
    onEvent: (event) => strangers.push(event),
  });
  const socket = createSocket("udp4");
  const request = writePacket({ kind: "read", file: "file-1", mode: "octet", options: new Map() });
  for (let count = 0; count < 3; count++) socket.send(request, strict.port, "127.0.0.1");
  socket.on("message", () => events.push({ kind: "stranger", client: "was answered" }));
  // One that is on the list, and whose answer comes after that of those before it would have.
  const friend = createSocket("udp4");
  friend.bind(0, "127.0.0.2", () => friend.send(request, strict.port, "127.0.0.1"));
  await once(friend, "message");
  socket.close();
  friend.close();
  expect(strangers.filter(({ kind }) => kind === "stranger")).toEqual([
    { kind: "stranger", client: "127.0.0.1" },
  ]);
  expect(events).not.toContainEqual({ kind: "stranger", client: "was answered" });
});

test("a request that comes twice is one transfer", async () => {
  const before = begun();
  const socket = createSocket("udp4");
  const request = writePacket({ kind: "read", file: "file-513", mode: "octet", options: new Map() });
  for (let count = 0; count < 3; count++) socket.send(request, server.port, "127.0.0.1");
  const [bytes, from] = await once(socket, "message");
  expect(readPacket(bytes)).toMatchObject({ kind: "data", block: 1 });
  socket.send(writePacket({ kind: "error", code: 0, message: "enough" }), from.port, "127.0.0.1");
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: "ended" });
  socket.close();
  expect(begun() - before).toBe(1);
  expect(events.at(-1)).toMatchObject({
    outcome: { kind: "failed", reason: "the client ended it with error 0: enough" },
  });
});

test("a stopped server tells its clients", async () => {
  const short = await listen();
  const socket = createSocket("udp4");
  const request = writePacket({ kind: "read", file: "file-513", mode: "octet", options: new Map() });
  socket.send(request, short.port, "127.0.0.1");
  await once(socket, "message");
  const told = once(socket, "message");
  await short[Symbol.asyncDispose]();
  expect(readPacket((await told)[0])).toEqual({ kind: "error", code: 0, message: "the server is stopped" });
  socket.close();
});

test("IPv6 clients are served, and IPv4 clients of the same socket by their IPv4 addresses", async () => {
  await using both = await listen({ address: "::", allow: allowlist(["::1", "127.0.0.1"]) });
  for (const address of ["::1", "127.0.0.1"]) {
    const { bytes } = await fetchByTftp({ address, port: both.port, file: "file-513" });
    expect(bytes.equals(file("file-513"))).toBe(true);
  }
});

test("a port that is taken is an error", async () => {
  await expect(listen({ port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("requests made at random never stop it, nor do they get anything", async () => {
  const socket = createSocket("udp4");
  const before = refused();
  let data = 0;
  socket.on("message", (bytes) => {
    if (readPacket(bytes)?.kind === "data") data += 1;
  });
  for (let count = 0; count < 3000; count++) {
    socket.send(hostileRequest(), server.port, "127.0.0.1");
    // The server has its turn.
    await setImmediate();
  }
  const longest = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(65_000, "a"), Buffer.from("\0octet\0")]);
  socket.send(longest, server.port, "127.0.0.1");
  expect((await fetched("file-513")).bytes.equals(file("file-513"))).toBe(true);
  socket.close();
  expect(data).toBe(0);
  // Many of them were requests, and were looked at.
  expect(refused() - before).toBeGreaterThan(500);
});

const readRequest = (words: string): Buffer => Buffer.from(`\0\x01${words}`, "latin1");
const file = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0);
const refused = () => events.filter(({ kind }) => kind === "refused").length;
const begun = () => events.filter(({ kind }) => kind === "begun").length;

/** The answer to a datagram; what has begun by that is ended. */
async function ask(bytes: Buffer) {
  const before = events.length;
  const socket = createSocket("udp4");
  socket.send(bytes, server.port, "127.0.0.1");
  const [answer, from] = await once(socket, "message");
  const packet = readPacket(answer);
  if (packet?.kind === "data") {
    socket.send(writePacket({ kind: "error", code: 0, message: "enough" }), from.port, "127.0.0.1");
    const outcome = { kind: "failed", reason: "the client ended it with error 0: enough" };
    await expect.poll(() => events.slice(before)).toContainEqual(expect.objectContaining({ outcome }));
  }
  socket.close();
  return packet;
}
