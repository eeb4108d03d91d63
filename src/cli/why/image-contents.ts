/** What an image holds, and what mentions what in it, read from what was built. */
import { readFile } from "node:fs/promises";
import { readSquashfs, type SquashfsEntry } from "../../image/read/index.ts";
import type { Root } from "../../image/space/index.ts";
import { compose } from "../../pipeline.ts";
import type { System } from "../../system/assemble.ts";
import { buildRecipes } from "../build-output.ts";
import type { Values } from "../command.ts";
import type { Context } from "../context.ts";
import type { storeOptions } from "../store-options.ts";

export interface ImageRoot extends Root {
  /** A file of the tree by its path, or a service by its name. */
  readonly kind: "file" | "service";
}

export interface ImageContents {
  readonly entries: ReadonlyMap<string, SquashfsEntry>;
  /** The store objects in it. */
  readonly objects: readonly string[];
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly roots: readonly ImageRoot[];
}

const STORE_PATH = /\/nix\/store\/[0-9a-z]{32}-[0-9A-Za-z+\-._?=]+/g;
const GRAPH = "/etc/services.json";

/** Builds the root filesystem, unless it is built, and looks into it. */
export async function imageContents(
  system: System,
  request: Values<typeof storeOptions>,
  context: Context,
): Promise<ImageContents> {
  const { squashfs, manifest } = compose(system);
  if (squashfs === undefined || manifest === undefined) throw new Error("a system without a root filesystem");
  const { paths, store } = await buildRecipes(system, [squashfs, manifest], request, context);
  const [image = "", tree = ""] = paths;
  const objects = (await store.requisites(tree)).filter((path) => path !== tree);
  const [bytes, text, references] = await Promise.all([
    readFile(store.realPath(image)),
    readFile(store.realPath(tree), "utf8"),
    store.referencesOf(objects),
  ]);
  const files = rootsOf(JSON.parse(text), "");
  const graph = files.find(({ name }) => name === GRAPH)?.mentions[0];
  const services = graph === undefined ? [] : await servicesIn(store.realPath(graph));
  return {
    entries: new Map(readSquashfs(bytes).entries.map((entry) => [entry.path, entry])),
    objects,
    // The graph mentions everything that runs: each service is a root of its own instead.
    references: new Map([...references].map(([path, mentioned]) => [path, path === graph ? [] : mentioned])),
    roots: [...files, ...services],
  };
}

interface ManifestNode {
  readonly entries?: Readonly<Record<string, ManifestNode>>;
}

/** All but directories, each with what it mentions. */
function rootsOf({ entries, ...node }: ManifestNode, path: string): readonly ImageRoot[] {
  if (entries === undefined) return [{ kind: "file", name: path, mentions: mentionsIn(node) }];
  return Object.entries(entries).flatMap(([name, below]) => rootsOf(below, `${path}/${name}`));
}

async function servicesIn(graphFile: string): Promise<readonly ImageRoot[]> {
  const { services }: { services: Readonly<Record<string, unknown>> } = JSON.parse(
    await readFile(graphFile, "utf8"),
  );
  return Object.entries(services).map(([name, service]) => ({
    kind: "service",
    name,
    mentions: mentionsIn(service),
  }));
}

const mentionsIn = (value: unknown): readonly string[] => [
  ...new Set(JSON.stringify(value).match(STORE_PATH) ?? []),
];
