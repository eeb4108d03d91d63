import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { livingProcess, placeOf } from "./place.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "liminix-place-"));
});
afterEach(() => rm(directory, { recursive: true }));

test("nothing runs where there is no pid file", async () => {
  expect(await livingProcess(placeOf(directory))).toBeUndefined();
});

test("nothing runs in what is no directory", async () => {
  expect(await livingProcess(placeOf("/dev/null"))).toBeUndefined();
});

test("a number that another process has by now is not taken for a virtual machine", async () => {
  await writeFile(join(directory, "pid"), `${process.pid}\n`);
  expect(await livingProcess(placeOf(directory))).toBeUndefined();
});

test("a path too long for a unix socket is refused before anything is made", () => {
  expect(() => placeOf(`/${"x".repeat(100)}`)).toThrow(
    "expected 98 bytes at most\n  try: a directory in /tmp",
  );
  expect(placeOf(`/${"x".repeat(97)}`).sockets.commands).toHaveLength(107);
});
