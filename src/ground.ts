/** What builds stand on: the lock's files, the mirror they come from, the seed, the build root and the toolchain. */
import { toolchain } from "../packages/toolchain/package.ts";
import { type LockedFile, type LockedSource, readLock } from "./inputs/lock.ts";
import { findMirror, urlOf } from "./inputs/mirror.ts";
import { seedTree } from "./inputs/seed.ts";
import { type NarNode, type Source, treePath, writeNar } from "./nix/index.ts";
import { defineBuildRoot, defineCounterparts, defineEmulator } from "./recipe/build-root.ts";
import type { Ground } from "./recipe/lower.ts";
import { buildMachine, type Platform } from "./recipe/platform.ts";
import { type Build, type Download, storeName } from "./recipe/recipe.ts";

export interface World {
  readonly ground: Ground;
  /** Runs checks of what was built for another platform. */
  readonly emulator: Build;
  /** Programs that ours are tried against. */
  readonly counterparts: Build;
  /** The `.deb` that the seed is taken from. */
  readonly seedDeb: Download;
  /** Tells the seed's contents, once its `.deb` is fetched: until then only its path is known. */
  readonly plantSeed: (deb: Uint8Array) => void;
}

/** The ground for one host platform. Reads the lock and asks the machine for its mirror. */
export async function findWorld(host: Platform): Promise<World> {
  const lock = readLock();
  const mirror = await findMirror();
  const source = (name: string): LockedSource => {
    const locked = lock.sources[name];
    if (locked === undefined)
      throw new Error(`no source package "${name}" in the lock: add it to inputs/debian.ts`);
    return locked;
  };
  let tree: NarNode | undefined;
  const seed: Source = {
    kind: "source",
    name: "seed",
    path: treePath("seed", lock.seed.narSha256),
    references: [],
    nar: () => {
      if (tree === undefined) throw new Error("the seed is wanted before its .deb was fetched");
      return writeNar(tree);
    },
  };
  return {
    seedDeb: download(lock.seed.deb),
    plantSeed: (deb) => {
      tree = seedTree(deb);
    },
    emulator: defineEmulator(lock.emulator.map(download)),
    counterparts: defineCounterparts(lock.counterparts.map(download)),
    ground: {
      build: buildMachine,
      host,
      urlOf: (file) => urlOf(mirror, file),
      sourceFiles: (name) => {
        const { upstream, debian } = source(name);
        return {
          upstream: upstream.map(download),
          ...(debian === undefined ? {} : { debian: download(debian) }),
        };
      },
      debianFiles: (name) => {
        const locked = lock.firmware.find((one) => one.package === name);
        if (locked === undefined)
          throw new Error(`no firmware "${name}" in the lock: add it to inputs/debian.ts`);
        return download(locked);
      },
      seed,
      buildRoot: defineBuildRoot(lock.buildRoot.map(download)),
      toolchain,
    },
  };
}

const downloads = new Map<string, Download>();

/** A locked file as a recipe; the same file is the same recipe, so that it is lowered once. */
function download({ path, sha256, size }: LockedFile): Download {
  const known = downloads.get(path);
  if (known !== undefined) return known;
  const made: Download = {
    kind: "download",
    name: storeName(path.split("/").at(-1) ?? path),
    path,
    sha256,
    sizeBytes: size,
  };
  downloads.set(path, made);
  return made;
}
