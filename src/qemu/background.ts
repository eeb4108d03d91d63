/** A virtual machine that goes on by itself, known by a directory with its pid and sockets. */
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { userError } from "../error.ts";
import { qemuArguments } from "./arguments.ts";
import { cannotStart, endedBadly, howEnded } from "./emulator.ts";
import { extraArguments, nicsOf, type RunOptions } from "./options.ts";
import { livingProcess, type Place, placeOf } from "./place.ts";
import { readVm } from "./vm.ts";

/**
 * Boots a built `vmroot` and returns when its sockets are there. Files of a machine that ended are taken
 * over; a directory whose machine runs is refused.
 */
export async function runInBackground(
  vmroot: string,
  directory: string,
  options: Omit<RunOptions, "signal"> = {},
): Promise<Place> {
  const vm = await readVm(vmroot);
  const place = placeOf(directory);
  const argv = qemuArguments(vm, {
    consoles: { kind: "listening", ...place },
    nics: nicsOf(options),
    extra: extraArguments(process.env),
  });
  await makeDirectory(place.directory);
  const pid = await livingProcess(place);
  if (pid !== undefined) {
    throw userError({
      message: `'${place.directory}' is in use: its virtual machine runs as process ${pid}`,
      try: `liminix connect ${place.directory}, or kill ${pid} to end it`,
    });
  }
  await startDaemon(vm.emulator, argv);
  return place;
}

async function makeDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST" && error.code !== "ENOTDIR") throw error;
    throw userError({ message: `'${directory}' is a file, expected a directory`, try: "another name" });
  });
}

/** With -daemonize, QEMU's first process ends when all is set up, or says why it cannot be. */
async function startDaemon(emulator: string, argv: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile(emulator, argv, (error, _stdout, stderr) => {
      if (error === null) resolve();
      else if (typeof error.code === "number" || error.signal) {
        const status = typeof error.code === "number" ? error.code : null;
        reject(endedBadly(emulator, argv, howEnded(status, error.signal ?? null), stderr));
      } else reject(cannotStart(emulator, error));
    });
  });
}
