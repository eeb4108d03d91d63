/** From the configuration's file to `.drv` files in an empty store, stage by stage, in one process. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lowerOutput } from "../src/cli/build-output.ts";
import { closure, openStore } from "../src/nix/index.ts";
import { assemble, load } from "../src/pipeline.ts";

export interface InstantiateTimes {
  readonly command: string;
  readonly derivations: number;
  /** Loading, evaluating, assembling, composing and lowering, the first time in a process. */
  readonly toDerivationsMs: number;
  /** Once more, all modules being loaded. */
  readonly toDerivationsAgainMs: number;
  readonly intoEmptyStoreMs: number;
  readonly intoFullStoreMs: number;
}

export async function timeInstantiate(example: string): Promise<InstantiateTimes> {
  const lowered = async () => lowerOutput(assemble(await load(example, "qemu")), "default");
  const first = await timed(lowered);
  const again = await timed(lowered);
  const { derivation, world, lowering } = first.value;
  const folder = mkdtempSync(join(tmpdir(), "liminix-bench-"));
  try {
    const store = openStore({ store: folder });
    const graph = closure([derivation]);
    // The seed goes along, so its .deb must be at hand; the machine's own store has it, all being built.
    const deb = lowering.derivation(world.seedDeb).outputs.out ?? "";
    world.plantSeed(readFileSync(deb));
    const empty = await timed(() => store.instantiate([derivation]));
    const full = await timed(() => store.instantiate([derivation]));
    return {
      command: `${example} to .drv files`,
      derivations: graph.filter(({ kind }) => kind === "derivation").length,
      toDerivationsMs: first.ms,
      toDerivationsAgainMs: again.ms,
      intoEmptyStoreMs: empty.ms,
      intoFullStoreMs: full.ms,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const begunMs = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - begunMs) };
}
