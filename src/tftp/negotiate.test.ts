import { expect, test } from "vitest";
import { negotiate } from "./negotiate.ts";

const asked = (options: Readonly<Record<string, string>>) => {
  const { terms, agreed } = negotiate(new Map(Object.entries(options)), 70_000);
  return { terms, agreed: Object.fromEntries(agreed) };
};

test("a client that asks for nothing gets blocks of 512, one by one, and no answer to options", () =>
  expect(asked({})).toEqual({ terms: { blockSize: 512, windowSize: 1 }, agreed: {} }));

test("what is asked for within its range is granted", () =>
  expect(asked({ blksize: "1468", timeout: "3", tsize: "0", windowsize: "26" })).toEqual({
    terms: { blockSize: 1468, windowSize: 26, timeoutMs: 3000 },
    agreed: { blksize: "1468", timeout: "3", tsize: "70000", windowsize: "26" },
  }));

test("more than there can be is made less", () =>
  expect(asked({ blksize: "99999", windowsize: "65535" })).toEqual({
    terms: { blockSize: 65464, windowSize: 64 },
    agreed: { blksize: "65464", windowsize: "64" },
  }));

test.each([
  { blksize: "7" },
  { blksize: "-1" },
  { blksize: "1e3" },
  { blksize: "" },
  { blksize: "512 " },
  { timeout: "0" },
  { timeout: "256" },
  { windowsize: "0" },
  { windowsize: "65536" },
  { windowsize: "9".repeat(400) },
  { tsize: "much" },
  { multicast: "" },
  { __proto__x: "1" },
])("%j is declined by saying nothing of it", (options) =>
  expect(asked(options as unknown as Record<string, string>)).toEqual({
    terms: { blockSize: 512, windowSize: 1 },
    agreed: {},
  }),
);
