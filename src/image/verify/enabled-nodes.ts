/** The nodes of a device tree that the kernel looks at. */
import type { DeviceTree, DeviceTreeNode } from "../read/index.ts";
import { textsOf } from "../read/index.ts";

export interface EnabledNode {
  /** "/soc/serial@18020000" */
  readonly path: string;
  readonly node: DeviceTreeNode;
  readonly parent?: EnabledNode;
}

/** All but those that are switched off by `status`, and what is below them; the root is the first. */
export function enabledNodes(tree: DeviceTree): readonly EnabledNode[] {
  return visit({ path: "/", node: tree.root });
}

function visit(here: EnabledNode): readonly EnabledNode[] {
  const [status = "okay"] = textsOf(here.node, "status");
  if (status !== "okay" && status !== "ok") return [];
  const below = here.path === "/" ? "/" : `${here.path}/`;
  return [
    here,
    ...here.node.children.flatMap((node) => visit({ path: below + node.name, node, parent: here })),
  ];
}

export const compatibleOf = ({ node }: EnabledNode): readonly string[] => textsOf(node, "compatible");

export const isCompatible = (one: EnabledNode, wanted: string): boolean => compatibleOf(one).includes(wanted);
