/** Options that have another name now. */
import { isGroup, isRenamed, type OptionTree } from "./option.ts";
import { showPath } from "./show-path.ts";

/** Where definitions under an old name are found. */
export interface Rename {
  readonly group: string;
  readonly key: string;
}

const known = new WeakMap<OptionTree, ReadonlyMap<string, readonly Rename[]>>();

/** By the new name, the old ones. Both are names within the tree. */
export function oldNames(tree: OptionTree): ReadonlyMap<string, readonly Rename[]> {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const names = new Map<string, Rename[]>();
  collect(tree, [], names);
  known.set(tree, names);
  return names;
}

function collect(tree: OptionTree, path: readonly string[], names: Map<string, Rename[]>): void {
  for (const [key, node] of Object.entries(tree)) {
    if (isRenamed(node)) names.set(node.to, [...(names.get(node.to) ?? []), { group: showPath(path), key }]);
    else if (isGroup(node)) collect(node, [...path, key], names);
  }
}
