/**
 * Nodes of a device tree that no driver of the kernel is for: an option was forgotten, or a name misspelt, and the
 * board would be silently without. A driver's names stand in the kernel or a module as they are, ending in a zero. No
 * proof that it works: the name may be another driver's.
 */
import type { DeviceTree } from "../read/index.ts";
import { textsOf } from "../read/index.ts";
import { compatibleOf, type EnabledNode, enabledNodes } from "./enabled-nodes.ts";

/** By what a node says it is: why it needs no driver. */
export type Reasons = Readonly<Record<string, string>>;

export interface Undriven {
  readonly path: string;
  readonly compatible: readonly string[];
}

/** What no kernel has a driver for, and need not. */
const NEEDLESS: Reasons = {
  cache: "the processor's own affair",
  "mediatek,mt76": "a card, found by what it says on its bus; the node is for its driver to read",
  "qcom,ath10k": "a card, found by what it says on its bus; the node is for its driver to read",
};

/** `known` is what is so of this board alone. */
export function undriven(tree: DeviceTree, kernel: readonly Buffer[], known: Reasons): readonly Undriven[] {
  const has = memoised((compatible) => kernel.some((part) => part.includes(`${compatible}\0`)));
  return enabledNodes(tree)
    .filter((one) => one.parent !== undefined && !isProcessor(one))
    .map((one) => ({ path: one.path, compatible: compatibleOf(one) }))
    .filter(
      ({ compatible }) =>
        compatible.length > 0 && !compatible.some((name) => name in NEEDLESS || name in known || has(name)),
    );
}

const isProcessor = ({ node }: EnabledNode): boolean => textsOf(node, "device_type")[0] === "cpu";

function memoised(look: (key: string) => boolean): (key: string) => boolean {
  const found = new Map<string, boolean>();
  return (key) => {
    const known = found.get(key) ?? look(key);
    found.set(key, known);
    return known;
  };
}
