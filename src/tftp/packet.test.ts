import fc from "fast-check";
import { expect, test } from "vitest";
import { type Packet, readPacket, writePacket } from "./packet.ts";

const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
const lower = word.map((text) => text.toLowerCase());
const options = fc.uniqueArray(fc.tuple(lower, word), { selector: ([name]) => name, maxLength: 5 });
const uint16 = fc.nat(0xffff);
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("read" as const, "write" as const),
    file: word,
    mode: lower,
    options: options.map((entries) => new Map(entries)),
  }),
  fc.record({ kind: fc.constant("data" as const), block: uint16, bytes: fc.uint8Array() }),
  fc.record({ kind: fc.constant("acknowledgement" as const), block: uint16 }),
  fc.record({ kind: fc.constant("error" as const), code: uint16, message: word }),
  fc.record({
    kind: fc.constant("options" as const),
    options: options.filter((entries) => entries.length > 0).map((entries) => new Map(entries)),
  }),
);

const plain = (value: Packet | undefined) =>
  value?.kind === "data" ? { ...value, bytes: [...value.bytes] } : value;

test("every packet that is written is read back", () =>
  fc.assert(
    fc.property(packet, (written) => {
      expect(plain(readPacket(writePacket(written)))).toEqual(plain(written));
    }),
  ));

test("no bytes make reading throw", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 7 }),
      fc.uint8Array({ maxLength: 100 }),
      (opcode, bytes) => void readPacket(Buffer.from([0, opcode, ...bytes])),
    ),
  ));

const request = (text: string) => readPacket(Buffer.from(`\0\x01${text}`, "latin1"));

test.each([
  ["no end", "file\0octet"],
  ["no mode", "file\0"],
  ["nothing", ""],
])("a request with %s is no packet", (_, text) => expect(request(text)).toBeUndefined());

test("the bytes of a request are those of RFC 1350 and RFC 2347", () => {
  expect(request("boot.scr\0OCTET\0BlkSize\x001468\0tsize\x000\0")).toEqual({
    kind: "read",
    file: "boot.scr",
    mode: "octet",
    options: new Map([
      ["blksize", "1468"],
      ["tsize", "0"],
    ]),
  });
});

test("an option that comes twice counts once, and a name without a value does not", () => {
  expect(request("f\0octet\0tsize\x001\0TSIZE\x002\0blksize\0")).toMatchObject({
    options: new Map([["tsize", "1"]]),
  });
});
