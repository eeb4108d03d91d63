/** Store objects that are known by their content alone, and that the store takes as they are. */
import { byteString, bytesOf } from "./byte-string.ts";
import { checkName } from "./derivation-error.ts";
import { hashHex } from "./hash.ts";
import { writeNar } from "./nar.ts";
import type { NarNode } from "./nar-node.ts";
import { textPath, treePath } from "./store-path.ts";

export interface Source {
  readonly kind: "source";
  readonly path: string;
  readonly name: string;
  /** The object itself, written when asked for: a tree may be large, and the store may have it. */
  readonly nar: () => Uint8Array;
  /** The objects that it mentions, which the store must have before it. */
  readonly references: readonly Source[];
}

/** A text file that may mention other sources: `builtins.toFile`. */
export function textSource(
  name: string,
  contents: string | Uint8Array,
  references: readonly Source[] = [],
): Source {
  checkName(name);
  const bytes = byteString(contents);
  const paths = [...new Set(references.map(({ path }) => path))];
  return Object.freeze({
    kind: "source",
    path: textPath(name, bytes, paths),
    name,
    nar: () => writeNar({ kind: "file", contents: bytesOf(bytes) }),
    references: Object.freeze([...references]),
  });
}

/** A tree of files: `builtins.path`, or `nix-store --add`. */
export function treeSource(name: string, node: NarNode): Source {
  checkName(name);
  return Object.freeze({
    kind: "source",
    path: treePath(name, hashHex("sha256", writeNar(node))),
    name,
    nar: () => writeNar(node),
    references: Object.freeze([]),
  });
}
