/** What differs between two configurations, or any two values that are JSON. */
import { showPath } from "./show-path.ts";
import { type Json, showValue } from "./show-value.ts";

export type Difference =
  | { readonly kind: "added"; readonly name: string; readonly after: Json }
  | { readonly kind: "removed"; readonly name: string; readonly before: Json }
  | { readonly kind: "changed"; readonly name: string; readonly before: Json; readonly after: Json };

type Branch = { readonly [key: string]: Json };

/** The differences by name, as deep as both sides have objects. */
export function difference(before: Json, after: Json, path: readonly string[] = []): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const name = showPath(path);
  if (!isBranch(before) || !isBranch(after)) return [{ kind: "changed", name, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key): readonly Difference[] => {
    const at = [...path, key];
    const [old, young] = [before[key], after[key]];
    if (old === undefined)
      return young === undefined ? [] : [{ kind: "added", name: showPath(at), after: young }];
    if (young === undefined) return [{ kind: "removed", name: showPath(at), before: old }];
    return difference(old, young, at);
  });
}

const isBranch = (value: Json): value is Branch =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** For a terminal: `+` is only in the second, `-` only in the first, `~` in both and not the same. */
export const showDifferences = (all: readonly Difference[]): string => all.map(showDifference).join("");

function showDifference(one: Difference): string {
  switch (one.kind) {
    case "added":
      return `+ ${one.name} = ${showValue(one.after)}\n`;
    case "removed":
      return `- ${one.name} = ${showValue(one.before)}\n`;
    case "changed":
      return `~ ${one.name}${showChange(one.before, one.after)}\n`;
  }
}

/** Of lists and texts of several lines, only what came and went. */
function showChange(before: Json, after: Json): string {
  const [old, young] = [partsOf(before), partsOf(after)];
  if (old === undefined || young === undefined) return `: ${showValue(before)} -> ${showValue(after)}`;
  const gone = old.filter((part) => !young.includes(part));
  const come = young.filter((part) => !old.includes(part));
  if (gone.length + come.length === 0) return ": the same in another order";
  return [":", ...gone.map((part) => `    - ${part}`), ...come.map((part) => `    + ${part}`)].join("\n");
}

function partsOf(value: Json): readonly string[] | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => showValue(item));
  return typeof value === "string" && value.includes("\n") ? value.split("\n") : undefined;
}
