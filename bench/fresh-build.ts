/** Everything from an empty store: what was fetched, and how long each package took. */
import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { lowerOutput } from "../src/cli/build-output.ts";
import { type BuildEvent, type Derivation, openStore } from "../src/nix/index.ts";
import { assemble, load } from "../src/pipeline.ts";
import { realise } from "../src/realise.ts";

export interface FreshBuild {
  readonly command: string;
  readonly totalMs: number;
  readonly files: number;
  readonly fetchedBytes: number;
  /** From the first fetch's begin to the last one's end. */
  readonly fetchingMs: number;
  /** In the order in which they ended; they may have run side by side. */
  readonly packages: readonly { readonly name: string; readonly beganMs: number; readonly tookMs: number }[];
}

/** The store is a scratch directory, so that the machine's own stays as it is. Needs root or user namespaces. */
export async function freshBuild(example: string, say: (text: string) => void): Promise<FreshBuild> {
  const folder = mkdtempSync(join(tmpdir(), "liminix-fresh-"));
  const store = openStore({ store: folder, jobs: "auto" });
  const { derivation, world, lowering } = await lowerOutput(assemble(await load(example, "qemu")), "default");
  const begunMs = performance.now();
  const now = (): number => Math.round(performance.now() - begunMs);
  const began = new Map<number, { readonly name: string; readonly atMs: number }>();
  const packages: { name: string; beganMs: number; tookMs: number }[] = [];
  let missing: readonly Derivation[] = [];
  let firstFetchMs: number | undefined;
  let lastFetchMs = 0;
  const isFetch = (drvPath: string): boolean =>
    missing.find((step) => step.drvPath === drvPath)?.fixedOutput !== undefined;
  const onEvent = (event: BuildEvent): void => {
    if (event.kind === "started" && event.activity === "build" && event.drvPath !== undefined) {
      if (isFetch(event.drvPath)) firstFetchMs ??= now();
      else began.set(event.id, { name: event.name, atMs: now() });
    }
    if (event.kind !== "finished") return;
    const ended = began.get(event.id);
    began.delete(event.id);
    if (ended === undefined) {
      lastFetchMs = packages.length === 0 ? now() : lastFetchMs;
      return;
    }
    packages.push({ name: ended.name, beganMs: ended.atMs, tookMs: now() - ended.atMs });
    say(`built ${ended.name}`);
  };
  try {
    await realise({
      world,
      lowering,
      store,
      derivations: [derivation],
      onEvent,
      onPlan: (steps) => {
        missing = steps;
      },
    });
    const fetches = missing.filter(({ fixedOutput }) => fixedOutput !== undefined);
    const sizes = fetches.map(({ drvPath }) => lowering.recipeOf(drvPath));
    return {
      command: `${example} from an empty store, --store DIR`,
      totalMs: now(),
      files: fetches.length,
      fetchedBytes: sizes.reduce(
        (sum, recipe) => sum + (recipe?.kind === "download" ? recipe.sizeBytes : 0),
        0,
      ),
      fetchingMs: lastFetchMs - (firstFetchMs ?? 0),
      packages,
    };
  } finally {
    // A store's directories are read-only, for their owner too.
    await promisify(execFile)("chmod", ["--recursive", "u+w", folder]);
    await rm(folder, { recursive: true });
  }
}
