/** From what somebody calls a machine to its directory. */
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";
import { peersDirectory } from "./peer-place.ts";
import { livingProcess, placeOf } from "./place.ts";

const runsIn = async (directory: string): Promise<boolean> =>
  (await livingProcess(placeOf(directory))) !== undefined;

/** The directory of a machine that runs: of one in the background, or of a peer by its name. */
export async function findMachine(named: string, cwd: string): Promise<string> {
  const directory = resolve(cwd, named);
  if (await runsIn(directory)) return directory;
  const isName = !/[/.]/.test(named);
  const peers = isName ? await runningPeers() : [];
  if (peers.includes(named)) return join(peersDirectory(), named);
  throw userError({
    message: isName
      ? `No peer is called '${named}', and nothing runs in '${directory}'`
      : `Nothing runs in '${directory}'`,
    try:
      peers.length > 0
        ? (didYouMean(named, peers) ?? "")
        : `liminix run CONFIGURATION ${isName ? `--with ${named}` : `--background ${directory}`}`,
  });
}

async function runningPeers(): Promise<readonly string[]> {
  const names = await readdir(peersDirectory()).catch(() => []);
  const running = await Promise.all(names.map((name) => runsIn(join(peersDirectory(), name))));
  return names.filter((_, index) => running[index]);
}
