/**
 * nft as the oracle: our batch is loaded by our loader and our text by nft, each into a network namespace of nobody
 * else's, and nft lists both.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { program } from "../../../packages/limjs/program.ts";
import { rulesetBatch } from "../../../src/firewall/batch.ts";
import type { Ruleset } from "../../../src/firewall/ruleset.ts";
import { rulesetText } from "../../../src/firewall/text.ts";
import { buildMachine } from "../../../src/recipe/platform.ts";
import { built } from "../../../src/testing/built.ts";

const run = promisify(execFile);
const loader = program({ name: "load-ruleset", main: "runtime/checks/firewall/load.ts" });

/** The loader for this machine. */
export async function buildLoader(): Promise<string> {
  return `${await built(loader, buildMachine)}/bin/load-ruleset`;
}

/** Why this machine cannot say what a kernel makes of a ruleset; undefined if it can. */
export async function whyNoOracle(): Promise<string | undefined> {
  try {
    await run("unshare", ["-rn", "nft", "add table inet probe"], { timeout: 20_000 });
    return undefined;
  } catch (error) {
    return `no nft in a network namespace here: ${(error as Error).message}`;
  }
}

export interface Listings {
  /** Of what our loader loaded. */
  readonly batch: unknown;
  /** Of what nft loaded. */
  readonly text: unknown;
}

const script = `
  set -eu
  # As on a system without Debian's netbase, where nft knows only names of its own.
  for names in /etc/protocols /etc/services; do
    [ ! -e $names ] || mount --bind /dev/null $names
  done
  for index in $(seq 0 $(($3 - 1))); do
    "$1" "$2/$index.batch"
    nft -j list ruleset >"$2/$index.from-batch"
    nft flush ruleset
    nft -f "$2/$index.nft" || { cat "$2/$index.nft" >&2; exit 1; }
    nft -j list ruleset >"$2/$index.from-text"
    nft flush ruleset
  done
`;

/** A ruleset in both of its forms, for this machine. */
export interface Forms {
  readonly batch: Uint8Array;
  readonly text: string;
}

/** Both listings of each ruleset, in one namespace one after the other. */
export const listings = (load: string, rulesets: readonly Ruleset[]): Promise<readonly Listings[]> =>
  listed(
    load,
    rulesets.map((ruleset) => ({
      batch: rulesetBatch(ruleset, { littleEndian: true }),
      text: rulesetText(ruleset),
    })),
  );

/** The same of what is compiled already. */
export async function listed(load: string, rulesets: readonly Forms[]): Promise<readonly Listings[]> {
  const directory = await mkdtemp(join(tmpdir(), "liminix-oracle-"));
  const at = (index: number, suffix: string): string => join(directory, `${index}.${suffix}`);
  try {
    await Promise.all(
      rulesets.flatMap(({ batch, text }, index) => [
        writeFile(at(index, "batch"), batch),
        writeFile(at(index, "nft"), text),
      ]),
    );
    const words = ["-rnm", "sh", "-c", script, "oracle", load, directory, String(rulesets.length)];
    await run("unshare", words, { timeout: 600_000 }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`the oracle failed\n${error.stdout}${error.stderr}`);
    });
    return await Promise.all(
      rulesets.map(async (_, index) => ({
        batch: comparable(JSON.parse(await readFile(at(index, "from-batch"), "utf8"))),
        text: comparable(JSON.parse(await readFile(at(index, "from-text"), "utf8"))),
      })),
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Without handles, which count what was there before, and with elements of sets in one order. */
function comparable(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item));
    return key === "set" || key === "elem"
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "handle" && name !== "metainfo")
      .map(([name, item]) => [name, comparable(item, name)]),
  );
}
