/** A virtual machine that goes on by itself, known by a directory with its pid and sockets. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { userError } from "../error.ts";
import { qemuArguments } from "./arguments.ts";
import { checkDisk } from "./disk.ts";
import { cannotStart, endedBadly, howEnded } from "./emulator.ts";
import { extraArguments, nicsOf, type RunOptions } from "./options.ts";
import { livingProcess, type Place, placeOf } from "./place.ts";
import { openSecrets } from "./secrets.ts";
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
  await checkDisk(options.disk);
  await using secrets = await openSecrets(options.secrets);
  const argv = qemuArguments(vm, {
    consoles: { kind: "listening", ...place, daemonize: true },
    nics: nicsOf(options),
    disk: options.disk,
    secrets: secrets !== undefined,
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
  await startDaemon(vm.emulator, argv, secrets === undefined ? [] : [secrets.fd]);
  return place;
}

async function makeDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST" && error.code !== "ENOTDIR") throw error;
    throw userError({ message: `'${directory}' is a file, expected a directory`, try: "another name" });
  });
}

/** With -daemonize, QEMU's first process ends when all is set up, or says why it cannot be. */
async function startDaemon(
  emulator: string,
  argv: readonly string[],
  descriptors: readonly number[],
): Promise<void> {
  const qemu = spawn(emulator, argv, { stdio: ["ignore", "ignore", "pipe", ...descriptors] });
  const stderr = text(qemu.stderr as Readable);
  const [code, signal] = (await once(qemu, "close").catch((error) => {
    throw cannotStart(emulator, error);
  })) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw endedBadly(emulator, argv, howEnded(code, signal), await stderr);
}
