/** From a recipe to its place in the store, fetching and building only what the store lacks. */
import { readFile } from "node:fs/promises";
import type { World } from "./ground.ts";
import { type BuildEvent, closure, type Derivation, type Store } from "./nix/index.ts";
import type { Lowering } from "./recipe/lower.ts";

export interface RealiseRequest {
  readonly world: World;
  readonly lowering: Lowering;
  readonly store: Store;
  readonly derivations: readonly Derivation[];
  readonly onEvent?: (event: BuildEvent) => void;
  /** Told once, before anything starts: the derivations whose results are not there. */
  readonly onPlan?: (missing: readonly Derivation[]) => void;
  readonly signal?: AbortSignal;
  /** Build what is there already once more, and fail if the result differs. */
  readonly check?: boolean;
}

/** How many files are fetched at once: most of a small file's time is waiting for its server. */
const parallelFetches = 16;

/** Makes all outputs of the derivations be in the store; returns at once when they are. */
export async function realise(request: RealiseRequest): Promise<void> {
  const { world, lowering, store, derivations, onPlan, check = false, ...watch } = request;
  const missing = await lacking(store, derivations);
  if (missing.length === 0 && !check) return;
  const isPlanted = (await store.invalid([world.ground.seed.path])).length === 0;
  onPlan?.([...(isPlanted ? [] : await lacking(store, [lowering.derivation(world.seedDeb)])), ...missing]);
  if (!isPlanted) await plant(request);
  await store.instantiate(derivations);
  // Fetching waits for the network and building for the processor, so each has its own number of jobs.
  const fetches = missing.filter(({ fixedOutput }) => fixedOutput !== undefined);
  if (fetches.length > 0) {
    await store.realise(
      fetches.map((derivation) => ({ derivation })),
      { ...watch, jobs: parallelFetches },
    );
  }
  if (missing.length > fetches.length) {
    await store.realise(
      derivations.map((derivation) => ({ derivation })),
      watch,
    );
  }
  if (check) {
    await store.realise(
      derivations.map((derivation) => ({ derivation })),
      { ...watch, check },
    );
  }
}

/** The seed goes into the store as it is; its `.deb` is fetched by Nix like every other file. */
async function plant({ world, lowering, store, onEvent, signal }: RealiseRequest): Promise<void> {
  const deb = lowering.derivation(world.seedDeb);
  await store.instantiate([deb]);
  await store.realise([{ derivation: deb }], {
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(signal === undefined ? {} : { signal }),
  });
  world.plantSeed(await readFile(store.realPath(deb.outputs.out ?? "")));
}

/** Of a graph, what must be made for its roots: nothing below what is there already. */
async function lacking(store: Store, roots: readonly Derivation[]): Promise<readonly Derivation[]> {
  const all = closure(roots).filter((node) => node.kind === "derivation");
  const outputs = all.flatMap((derivation) => Object.values(derivation.outputs));
  const invalid = new Set(await store.invalid(outputs));
  const wanted = new Set<Derivation>();
  const visit = (derivation: Derivation, names: readonly string[]): void => {
    if (wanted.has(derivation) || names.every((name) => !invalid.has(derivation.outputs[name] ?? ""))) return;
    wanted.add(derivation);
    for (const input of derivation.inputs) visit(input.derivation, input.outputs);
  };
  for (const root of roots) visit(root, Object.keys(root.outputs));
  return [...wanted];
}
