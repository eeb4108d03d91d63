/** The tree of all options, out of what each module declares. */
import type { Source } from "./gather.ts";
import { isGroup, type OptionNode, type OptionTree } from "./option.ts";
import type { Capture } from "./place.ts";
import type { Problem } from "./problem.ts";

// These words mean something else where definitions are written.
export const RESERVED = ["device", "imports", "without"];

interface Declarations {
  readonly tree: OptionTree;
  readonly clashes: readonly Problem[];
}

/** Joins the modules' trees; an option may be declared once. */
export function declarations(sources: readonly Source[]): Declarations {
  const clashes: Problem[] = [];
  const tree: Record<string, OptionNode> = {};
  for (const { module, origin } of sources) {
    if (module?.at === undefined || module.options === undefined) continue;
    if (RESERVED.includes(module.at) || module.at === "__proto__") {
      clashes.push({ message: `Options cannot be declared under '${module.at}'`, mentions: [{ origin }] });
    } else add(tree, module.at, module.options, module.at);
  }
  return { tree, clashes };

  function add(into: Record<string, OptionNode>, key: string, node: OptionNode, path: string): void {
    const before = Object.hasOwn(into, key) ? into[key] : undefined;
    if (before === undefined) into[key] = node;
    else if (isGroup(before) && isGroup(node)) {
      // A copy: the trees belong to the modules.
      const both: Record<string, OptionNode> = { ...before };
      for (const [inner, option] of Object.entries(node)) add(both, inner, option, `${path}.${inner}`);
      into[key] = both;
    } else {
      clashes.push({
        message: `Option '${path}' is declared twice`,
        mentions: [...places(before), ...places(node)],
      });
    }
  }
}

const places = (node: OptionNode) => captures(node).map((capture) => ({ origin: { capture } }));

const captures = (node: OptionNode): Capture[] =>
  isGroup(node) ? Object.values(node).flatMap(captures).slice(0, 1) : [node.capture];
