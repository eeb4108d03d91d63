import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { livingProcess, placeOf } from "../../../src/qemu/place.ts";
import { poll } from "../../../src/testing/poll.ts";
import { Scratch } from "../../../src/testing/scratch.ts";
import { keys, liminix, Terminal } from "./terminal.ts";

let scratch: Scratch;
let directory: string;

beforeAll(async () => {
  scratch = await Scratch.create("by-hand");
  directory = scratch.at("hello");
});

afterAll(async () => {
  const pid = await livingProcess(placeOf(directory));
  if (pid !== undefined) process.kill(pid);
  await scratch[Symbol.asyncDispose]();
});

/** Starts the router, which ends with this test if not before; gives its process. */
async function start(): Promise<number> {
  await using terminal = new Terminal(`${liminix} run examples/hello --background ${directory}`);
  expect(await terminal.ended).toBe(0);
  const pid = Number(await readFile(join(directory, "pid"), "utf8"));
  scratch.guard(pid);
  return pid;
}

const untilEnded = () =>
  poll(20_000, async () =>
    (await livingProcess(placeOf(directory))) === undefined
      ? { done: true as const, value: "ended" }
      : { done: false as const, seen: [] },
  );

test("connect says so when nothing runs there", async () => {
  await using terminal = new Terminal(`${liminix} connect ${directory}`);
  await terminal.shows(/error: Nothing runs in '.*'\n {2}try: liminix run CONFIGURATION --background /);
  expect(await terminal.ended).toBe(1);
});

test("a router goes on in the background, and its console is had by connect and left by ^O", async () => {
  const pid = await start();
  expect(await livingProcess(placeOf(directory))).toBe(pid);

  await using terminal = new Terminal(`stty -g; ${liminix} connect ${directory}; echo status $?; stty -g`);
  const before = await terminal.shows(/^([0-9a-f:]{20,})$/m);
  await terminal.shows(/connected/);
  await terminal.shows(/root@hello:.*# /);
  terminal.type(`echo $((6 * 7))${keys.enter}`);
  await terminal.shows(/^42$/m);

  await using second = new Terminal(`${liminix} connect ${directory}`);
  await second.shows(/error: The console in '.*' has somebody connected to it already/);

  terminal.type(keys.ctrlO);
  await terminal.shows(/status 0\n/);
  expect(await terminal.shows(/^([0-9a-f:]{20,})$/m)).toBe(before);
  expect(await livingProcess(placeOf(directory))).toBe(pid);
});

test("a directory in use is refused", async () => {
  await using terminal = new Terminal(`${liminix} run examples/hello --background ${directory}`);
  await terminal.shows(/error: '.*' is in use: its virtual machine runs as process \d+/);
  expect(await terminal.ended).toBe(1);
});

test("whoever is connected when the router powers off is told, and the directory can be used again", async () => {
  {
    await using terminal = new Terminal(`${liminix} connect ${directory}`);
    await terminal.shows(/root@hello:.*# /);
    terminal.type(`poweroff${keys.enter}`);
    await terminal.shows(/\[the virtual machine has ended\]/);
    expect(await terminal.ended).toBe(0);
  }
  expect((await untilEnded()).done).toBe(true);
  expect(await readFile(join(directory, "console.log"), "utf8")).toContain("Hello from Liminix!");

  const pid = await start();
  expect(await livingProcess(placeOf(directory))).toBe(pid);
});

test("a router that was killed leaves a directory that can be used again", async () => {
  process.kill(Number(await readFile(join(directory, "pid"), "utf8")), "SIGKILL");
  expect((await untilEnded()).done).toBe(true);
  const pid = await start();
  expect(await livingProcess(placeOf(directory))).toBe(pid);
});
