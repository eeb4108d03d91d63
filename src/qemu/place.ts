/** The directory that a virtual machine in the background is known by. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { userError } from "../error.ts";
import type { Sockets } from "./arguments.ts";

export interface Place {
  readonly directory: string;
  readonly pidFile: string;
  /** What the console printed, from the start. */
  readonly log: string;
  readonly sockets: Sockets;
}

/** The size of `sun_path` in unix(7), less its final zero. */
const longestSocketPath = 107;

/** The files in such a directory; none of them need exist. */
export function placeOf(path: string): Place {
  const directory = resolve(path);
  const at = (name: string): string => join(directory, name);
  const sockets = {
    console: at("console"),
    monitor: at("monitor"),
    commands: at("commands"),
    control: at("control"),
  };
  const room = longestSocketPath - Buffer.byteLength("/commands");
  if (Buffer.byteLength(directory) > room) {
    throw userError({
      message: `'${directory}' is too long a path for sockets, expected ${room} bytes at most`,
      try: "a directory in /tmp",
    });
  }
  return Object.freeze({
    directory,
    pidFile: at("pid"),
    log: at("console.log"),
    sockets: Object.freeze(sockets),
  });
}

/**
 * The process that runs there, if one does. A stale pid file, even one whose number belongs to another
 * process by now, counts as nothing: QEMU has the file's name among its arguments.
 */
export async function livingProcess({ pidFile }: Place): Promise<number | undefined> {
  const pid = Number.parseInt(await read(pidFile), 10);
  if (Number.isNaN(pid)) return undefined;
  const argv = (await read(`/proc/${pid}/cmdline`)).split("\0");
  return argv.includes(pidFile) ? pid : undefined;
}

async function read(file: string): Promise<string> {
  return await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (["ENOENT", "ENOTDIR", "ESRCH"].includes(error.code ?? "")) return "";
    throw error;
  });
}
