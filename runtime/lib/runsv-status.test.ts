import { expect, test } from "vitest";
import { parseRunsvStatus } from "./runsv-status.ts";

const bytes = (hex: string): ArrayBuffer => new Uint8Array(Buffer.from(hex, "hex")).buffer;

test("a status as busybox wrote it on a big-endian machine", () => {
  expect(parseRunsvStatus(bytes("400000006b04006f2a0dcee03900000000640001"))).toEqual({
    pid: 57,
    state: "run",
  });
  expect(parseRunsvStatus(bytes("400000006b0400703b2144a00000000000640000"))).toEqual({
    pid: undefined,
    state: "down",
  });
});

test("half a status is none", () => {
  expect(parseRunsvStatus(bytes("400000"))).toBeUndefined();
});
