/** The console of a virtual machine that runs in the background. */

import { once } from "node:events";
import { open } from "node:fs/promises";
import { createConnection } from "node:net";
import { z } from "zod";
import { type LiminixError, userError } from "../error.ts";
import { attach } from "./attach.ts";
import { Control } from "./control.ts";
import { livingProcess, type Place, placeOf } from "./place.ts";

/** Gives the console of the machine in `directory` on this terminal, until ^O or its end. */
export async function connect(
  directory: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const place = placeOf(directory);
  if ((await livingProcess(place)) === undefined) throw nothingRuns(place);
  if (await isTaken(place)) {
    throw userError({
      message: `The console in '${place.directory}' has somebody connected to it already`,
      try: "^O there, then once more here",
    });
  }
  const console = createConnection(place.sockets.console);
  // It may have ended since.
  await once(console, "connect").catch(() => {
    throw nothingRuns(place);
  });
  process.stderr.write("[connected; ^O leaves]\n");
  process.stdout.write(await recentText(place.log));
  const end = await attach(console, { input: process.stdin, output: process.stdout }, options.signal);
  process.stderr.write(end === "console" ? "\n[the virtual machine has ended]\n" : "\n[left; it runs on]\n");
}

const nothingRuns = ({ directory }: Place): LiminixError =>
  userError({
    message: `Nothing runs in '${directory}'`,
    try: `liminix run CONFIGURATION --background ${directory}`,
  });

const chardevsSchema = z.array(z.object({ label: z.string(), filename: z.string() }));

/** QEMU serves one connection to a socket at a time and lets others wait without a word. */
async function isTaken({ sockets }: Place): Promise<boolean> {
  using control = new Control(createConnection(sockets.control));
  const chardevs = chardevsSchema.parse(await control.execute("query-chardev"));
  const console = chardevs.find(({ label }) => label === "console");
  return console !== undefined && !console.filename.startsWith("disconnected:");
}

/** About what a screen shows of the console's last words: without them the prompt would be missing. */
async function recentText(log: string): Promise<string> {
  await using file = await open(log);
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.min(size, 4096));
  await file.read(buffer, 0, buffer.length, size - buffer.length);
  return buffer.toString("utf8").split("\n").slice(-24).join("\n");
}
