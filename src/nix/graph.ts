/** The store objects that a set of derivations needs before it can be built: their `.drv`s and sources. */
import type { Derivation } from "./derivation.ts";
import type { Source } from "./source.ts";

/** Every derivation and source reachable from some, each once and after all that it refers to. */
export function closure(roots: readonly (Derivation | Source)[]): (Derivation | Source)[] {
  const seen = new Set<string>();
  const sorted: (Derivation | Source)[] = [];
  // By hand, for a chain of derivations may be longer than the call stack is deep.
  const pending: { readonly node: Derivation | Source; readonly next: (Derivation | Source)[] }[] = [];
  const visit = (node: Derivation | Source): void => {
    const path = pathOf(node);
    if (seen.has(path)) return;
    seen.add(path);
    pending.push({ node, next: [...referencesOf(node)] });
  };
  for (const root of roots) {
    visit(root);
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const child = top.next.pop();
      if (child !== undefined) visit(child);
      else {
        sorted.push(top.node);
        pending.pop();
      }
    }
  }
  return sorted;
}

/** Where the store keeps a source, or a derivation's `.drv`. */
export const pathOf = (node: Derivation | Source): string =>
  node.kind === "source" ? node.path : node.drvPath;

/** What a source mentions, or a derivation is made from. */
export const referencesOf = (node: Derivation | Source): readonly (Derivation | Source)[] =>
  node.kind === "source"
    ? node.references
    : [...node.sources, ...node.inputs.map((input) => input.derivation)];
