/**
 * What a root filesystem is made of. A tree is written as plain objects: a string or a fragment is a file, an
 * object is a directory; what has a mode or an owner of its own, or is no file at all, is made by the
 * functions here.
 */
import type { Fragment } from "../recipe/fragment.ts";
import type { OutputOf, Recipe } from "../recipe/recipe.ts";

/** Marks what the functions below made, so that a directory may hold a file called "kind". */
const made: unique symbol = Symbol("inode");

export interface Owner {
  /** Permission bits: 0o644. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}
interface Inode {
  readonly [made]: true;
}

export interface Directory extends Inode, Owner {
  readonly kind: "directory";
  readonly entries: Readonly<Record<string, Node>>;
}
export interface RegularFile extends Inode, Owner {
  readonly kind: "file";
  /** Its text, or a store object whose contents are copied. */
  readonly content: Fragment | Recipe | OutputOf;
}
export interface Symlink extends Inode {
  readonly kind: "symlink";
  readonly target: Fragment;
}
export interface DeviceNode extends Inode, Owner {
  readonly kind: "device";
  readonly type: "character" | "block";
  readonly major: number;
  readonly minor: number;
}
export interface Fifo extends Inode, Owner {
  readonly kind: "fifo";
}
export type Node = Directory | RegularFile | Symlink | DeviceNode | Fifo;

/** What may be written for a node: short forms for what is plain. */
export type NodeIn = Node | string | Fragment | { readonly [name: string]: NodeIn };

const inode = <T extends object>(parts: T) => Object.freeze({ [made]: true as const, ...parts });

type Owned = Partial<Owner>;
const root = { uid: 0, gid: 0 };

/** A directory whose entries are nodes already; they may be read lazily. */
export const directoryOf = (owner: Owned, entries: Readonly<Record<string, Node>>): Directory =>
  inode({ kind: "directory", ...root, mode: 0o755, ...owner, entries });

/** A directory with a mode or an owner of its own; plain objects are directories of mode 755. */
export const directory = (owner: Owned, entries: Readonly<Record<string, NodeIn>> = {}): Directory =>
  directoryOf(
    owner,
    Object.freeze(Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, toNode(entry)]))),
  );

/** A file with a mode or an owner of its own, or whose contents are a store object's. */
export const regularFile = (content: string | Fragment | Recipe | OutputOf, owner: Owned = {}): RegularFile =>
  inode({
    kind: "file",
    ...root,
    mode: 0o644,
    ...owner,
    content: typeof content === "string" ? toFragment(content) : content,
  });

/** A symbolic link; the target may be a fragment: symlink(text`${busybox}/bin/sh`). */
export const symlink = (target: string | Fragment): Symlink =>
  inode({
    kind: "symlink",
    target: typeof target === "string" ? toFragment(target) : target,
  });

/** A device node, of mode 600 unless said otherwise. */
export const deviceNode = (
  type: DeviceNode["type"],
  major: number,
  minor: number,
  owner: Owned = {},
): DeviceNode => inode({ kind: "device", type, major, minor, ...root, mode: 0o600, ...owner });

/** A named pipe, of mode 600 unless said otherwise. */
export const fifo = (owner: Owned = {}): Fifo => inode({ kind: "fifo", ...root, mode: 0o600, ...owner });

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && (value as Partial<Inode>)[made] === true;

/** A node out of its short form. */
export function toNode(value: NodeIn): Node {
  if (isNode(value)) return value;
  if (typeof value === "string" || isFragmentLike(value)) return regularFile(value);
  return directory({}, value as Readonly<Record<string, NodeIn>>);
}

const isFragmentLike = (value: NodeIn): value is Fragment =>
  (value as { kind?: unknown }).kind === "fragment" && Array.isArray((value as { parts?: unknown }).parts);

const toFragment = (content: string): Fragment => Object.freeze({ kind: "fragment", parts: [content] });
