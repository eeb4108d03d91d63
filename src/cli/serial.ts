/** The console of a board on a serial port, with a script that is typed there first. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PassThrough } from "node:stream";
import { systemError, userError } from "../error.ts";
import { FormatError, readScript } from "../image/read/index.ts";
import { attach } from "../qemu/index.ts";
import { linesOf, SerialPort, typeScript } from "../serial/index.ts";
import type { Values } from "./command.ts";
import type serialCommand from "./commands/serial.ts";
import type { Context } from "./context.ts";

/** How long a line of a script may take: writing all of a flash is slow. */
const COMMAND_MS = 10 * 60_000;
/** What begins a script image, as `liminix build` makes boot.scr. */
const IMAGE_MAGIC = Buffer.from([0x27, 0x05, 0x19, 0x56]);

export async function serial(args: Values<(typeof serialCommand)["args"]>, context: Context): Promise<void> {
  const { stdin, stdout, stderr } = context;
  const { port: path, baud = 115_200, script, prompt } = args;
  const lines = script === undefined ? [] : await readLines(script, context.cwd);
  await using port = await SerialPort.open(resolve(context.cwd, path), baud);
  const isTyped = lines.length > 0;
  stderr.write(`[${path} at ${baud} baud; ^O leaves]\n`);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  // Without a person there are no keys: then the end of the script is the end.
  const input = isTyped && stdin.isTTY !== true ? new PassThrough() : stdin;
  const typing = isTyped
    ? typeScript(port.stream, {
        lines,
        commandMs: COMMAND_MS,
        signal,
        ...(prompt === undefined ? {} : { prompt }),
      })
    : Promise.resolve();
  const attached = attach(port.stream, { input, output: stdout }, signal);
  try {
    const first = await Promise.race([attached, typing.then(() => "typed" as const)]);
    if (first === "typed") {
      if (isTyped) stderr.write("\n[the script is typed]\n");
      if (input !== stdin) input.push(null);
    }
    const end = await attached;
    if (end === "console") throw systemError({ message: `Serial port '${path}' has gone away` });
    stderr.write("\n[left]\n");
  } finally {
    stop.abort();
    await Promise.allSettled([attached, typing]);
  }
}

/** A script as text, or as U-Boot's image of one. */
async function readLines(path: string, cwd: string): Promise<readonly string[]> {
  const bytes = await readFile(resolve(cwd, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw userError({ message: `There is no script '${path}'` });
    throw systemError({ message: `Script '${path}' cannot be read: ${error.message}` });
  });
  try {
    const isImage = bytes.subarray(0, IMAGE_MAGIC.length).equals(IMAGE_MAGIC);
    return linesOf(isImage ? readScript(bytes) : bytes.toString("utf8"));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw userError({ message: `Script '${path}' cannot be read: it is ${error.message}` });
  }
}
