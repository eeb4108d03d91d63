import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { livingProcess, placeOf } from "../../../src/qemu/place.ts";
import { Scratch } from "../../../src/testing/scratch.ts";
import { keys, liminix, Terminal } from "./terminal.ts";

const value = "NotReallyTheSecret";

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.create("by-hand");
  await writeFile(scratch.at("password"), `${value}\n`);
  await writeFile(scratch.at("disk"), Buffer.alloc(1 << 20));
});
afterEach(() => scratch[Symbol.asyncDispose]());

/** The command lines of this machine's processes in which the secret stands. */
const tellTales = (): readonly string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return ""; // it has ended meanwhile
      }
    })
    .filter((words) => words.includes(value));

/** Reads the secret on the router's console, and how large its second disk is. */
async function shows(terminal: Terminal): Promise<void> {
  await terminal.shows(/root@hello:.*# /);
  const read = "until cat /run/secrets/isp-password; do sleep 1; done 2>/dev/null; echo";
  terminal.type(`${read}; echo sectors $(cat /sys/block/vdb/size)${keys.enter}`);
  await terminal.shows(new RegExp(`^${value}\nsectors 2048$`, "m"));
}

test("a router on the terminal is given secrets and a disk, and no process of the host tells them", async () => {
  await using terminal = new Terminal(
    `cd ${scratch.directory}; ${liminix} run $OLDPWD/examples/hello --secret-file isp-password=password --disk disk`,
  );
  await shows(terminal);
  expect(tellTales()).toEqual([]);
});

test("so is one in the background", async () => {
  const directory = scratch.at("hello");
  await using starting = new Terminal(
    `${liminix} run examples/hello --background ${directory} --secret isp-password=${value} --disk ${scratch.at("disk")}`,
  );
  expect(await starting.ended).toBe(0);
  scratch.guard((await livingProcess(placeOf(directory))) ?? 0);
  await using terminal = new Terminal(`${liminix} connect ${directory}`);
  await shows(terminal);
  expect(tellTales()).toEqual([]);
  terminal.type(`poweroff${keys.enter}`);
  await terminal.shows(/\[the virtual machine has ended\]/);
});

test("a disk that is not there is refused before anything starts", async () => {
  await using terminal = new Terminal(`${liminix} run examples/hello --disk ${scratch.at("none")}`);
  await terminal.shows(/error: Disk '.*none' is not there, expected a file .*\n {2}try: truncate -s 4M /);
  expect(await terminal.ended).toBe(1);
});
