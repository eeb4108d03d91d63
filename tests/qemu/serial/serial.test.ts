/** `liminix serial` on a pseudo-terminal, at whose other end is a real U-Boot. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConsoleText } from "../../../src/testing/console-text.ts";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { Scratch } from "../../../src/testing/scratch.ts";
import { keys, liminix, Terminal } from "../by-hand/terminal.ts";

let scratch: Scratch;
let machine: ChildProcess;
let port: string;

beforeAll(async () => {
  scratch = await Scratch.create("serial");
  const bios = join(await buildCounterparts(), "usr/lib/u-boot/qemu_arm/u-boot.bin");
  machine = spawn(
    "qemu-system-arm",
    [
      "-M",
      "virt",
      "-m",
      "128",
      "-nodefaults",
      "-no-user-config",
      "-display",
      "none",
      "-bios",
      bios,
      "-serial",
      "pty",
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  if (machine.pid !== undefined) scratch.guard(machine.pid);
  if (machine.stdout === null) throw new Error("QEMU's output is a pipe");
  const [, pty] = await new ConsoleText(machine.stdout).find(
    /redirected to (\/dev\/pts\/\d+)/,
    AbortSignal.timeout(120_000),
  );
  port = pty ?? "";
});

afterAll(async () => {
  const ended = once(machine, "exit");
  machine.kill();
  await ended;
  await scratch[Symbol.asyncDispose]();
});

test("a script is typed at U-Boot's prompt, then the keys are the user's, and ^O leaves all as it was", async () => {
  const script = scratch.at("boot.scr");
  const long = "a-value-that-is-longer-than-what-a-serial-port-has-room-for ".repeat(3).trim();
  await writeFile(script, `# for a test\nsetenv words '${long}'\nprintenv words\n`);
  await using terminal = new Terminal(
    `stty -g; stty -F ${port} -g; ${liminix} serial ${port} --script ${script}; echo status $?; stty -g; stty -F ${port} -g`,
  );
  const before = await terminal.shows(/^([0-9a-f:]{20,})$/m);
  const portBefore = await terminal.shows(/^([0-9a-f:]{20,})$/m);
  await terminal.shows(/\/dev\/pts\/\d+ at 115200 baud; \^O leaves/);
  await terminal.shows(new RegExp(`^words=${long}$`, "m"));
  terminal.type(`echo one-$words${keys.enter}`);
  await terminal.shows(/^one-a-value-that/m);
  terminal.type(keys.ctrlC);
  await terminal.shows(/<INTERRUPT>/);
  terminal.type(keys.ctrlO);
  await terminal.shows(/\[left\]\nstatus 0\n/);
  expect(await terminal.shows(/^([0-9a-f:]{20,})$/m)).toBe(before);
  expect(await terminal.shows(/^([0-9a-f:]{20,})$/m)).toBe(portBefore);
  expect(await terminal.ended).toBe(0);
});

test("without a terminal, the end of the script is the end", async () => {
  const script = scratch.at("short.scr");
  await writeFile(script, "setenv greeting ahoy\necho $greeting sailor\n");
  await using terminal = new Terminal(
    `${liminix} serial ${port} --script ${script} </dev/null; echo status $?`,
  );
  await terminal.shows(/status 0\n/);
});

test("a port that is none is told", async () => {
  await using terminal = new Terminal(`${liminix} serial /dev/no-such-port; ${liminix} serial /dev/null`);
  await terminal.shows(
    /error: There is no serial port '\/dev\/no-such-port'\n {2}try: ls \/dev\/serial\/by-id\//,
  );
  await terminal.shows(/error: '\/dev\/null' is no serial port/);
  expect(await terminal.ended).toBe(1);
});

test("a baud rate that ports do not have is told", async () => {
  await using terminal = new Terminal(`${liminix} serial ${port} --baud 123456`);
  await terminal.shows(/error: '\/dev\/pts\/\d+' cannot go at 123456 baud\n {2}try: --baud 115200/);
  expect(await terminal.ended).toBe(1);
});
