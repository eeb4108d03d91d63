/** The option type of filesystem trees: directories of many modules are joined, name by name. */

import { type Definition, refuse, type Type } from "../config/index.ts";
import type { MergeContext, Pending, Written } from "../config/merge.ts";
import { type Fragment, isFragment } from "../recipe/fragment.ts";
import { describeNode } from "./describe-node.ts";
import { type Directory, directoryOf, isNode, type Node, type Owner, toNode } from "./inode.ts";

/** What a definition of a tree may hold: nodes in their short forms, or markers. */
export type TreeIn = { readonly [name: string]: Definition<EntryIn> };
type EntryIn = Node | string | Fragment | TreeIn;

const expectsTree = "a directory: an object of names and what they are";
const expectsNode =
  "a file (a string, sh`…` or text`…`), a directory (an object), or a node such as symlink(…)";

const nodeType: Type<Node, EntryIn> = {
  kind: "type",
  expects: expectsNode,
  merge: (definitions, context) => {
    if (definitions.every(({ value }) => isDirectoryLike(value))) return joined(definitions, context);
    const [first, ...others] = definitions;
    if (first === undefined || others.length > 0) throw context.conflict(definitions);
    if (!isEntry(first.value)) throw context.mismatch(first, expectsNode);
    return toNode(first.value);
  },
  json: (value) => describeNode(value as Node),
  schema: () => ({}),
};

/** A whole filesystem, from its root. */
export const filesystemTree: Type<Directory, TreeIn> = {
  ...nodeType,
  expects: expectsTree,
  merge: (definitions, context) => {
    for (const definition of definitions) {
      if (!isDirectoryLike(definition.value)) throw context.mismatch(definition, expectsTree);
    }
    return joined(definitions, context);
  },
};

function joined(definitions: readonly Written[], context: MergeContext): Directory {
  const byName = new Map<string, Pending[]>();
  const owners = definitions.filter((definition) => isNode(definition.value));
  if (owners.length > 1) throw context.conflict(owners, "two give the directory a mode or an owner");
  for (const definition of definitions) {
    const value = definition.value as Directory | Record<string, unknown>;
    for (const [name, entry] of Object.entries(isNode(value) ? (value as Directory).entries : value)) {
      if (/^\.{0,2}$|[/\0]/.test(name) || name === "__proto__") {
        throw context.mismatch(
          definition,
          'names without "/", and directories in directories',
          refuse(`${JSON.stringify(name)} is no such name`),
        );
      }
      for (const written of context.key(definition, name, entry)) {
        byName.set(name, [...(byName.get(name) ?? []), written]);
      }
    }
  }
  const entries = context.record(
    new Map([...byName].map(([name, written]) => [name, context.item(nodeType, name, written)])),
  );
  const [owner] = owners as readonly { readonly value: Owner }[];
  return directoryOf(
    owner === undefined ? {} : { mode: owner.value.mode, uid: owner.value.uid, gid: owner.value.gid },
    entries,
  );
}

const isDirectoryLike = (value: unknown): boolean =>
  isNode(value) ? value.kind === "directory" : isPlain(value) && !isFragment(value);

const isEntry = (value: unknown): value is Exclude<EntryIn, TreeIn> =>
  typeof value === "string" || isFragment(value) || isNode(value);

const isPlain = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
