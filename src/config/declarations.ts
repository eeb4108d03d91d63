/** The tree of all options, out of what each module declares. */

import type { Source } from "./gather.ts";
import { isGroup, type OptionNode, type OptionTree } from "./option.ts";
import type { Problem } from "./problem.ts";

/** Joins the modules' trees; an option may be declared once. */
export function declarations(sources: readonly Source[], problems: Problem[]): OptionTree {
  const tree: Record<string, OptionNode> = Object.create(null);
  for (const { module, origin } of sources) {
    if (module?.at === undefined || module.options === undefined) continue;
    const { at, options } = module;
    const before = tree[at];
    if (before === undefined) tree[at] = options;
    else if (isGroup(before) && isGroup(options)) tree[at] = joined(before, options);
    else problems.push({ message: `Option '${at}' is declared twice`, mentions: [{ origin }] });
  }
  return tree;

  function joined(a: OptionTree, b: OptionTree): OptionTree {
    return { ...a, ...b };
  }
}
