/**
 * The manifest: a root filesystem as JSON in the store. It mentions every store object that the image holds, so
 * `nix-store -q --tree` on it answers what is in an image and what brought it there.
 */
import type { Fragment } from "../recipe/fragment.ts";
import { isOutputOf, isRecipe, type Recipe, textFile } from "../recipe/recipe.ts";
import type { Directory, Node } from "../system/inode.ts";

/** The recipe of `manifest.json`. */
export const manifest = (filesystem: Directory): Recipe =>
  textFile("manifest.json", { kind: "fragment", parts: [...nodeParts(filesystem, ""), "\n"] });

type Parts = Fragment["parts"];

function nodeParts(node: Node, indent: string): Parts {
  const owner =
    node.kind === "symlink"
      ? ""
      : `, "mode": "${node.mode.toString(8).padStart(4, "0")}", "uid": ${node.uid}, "gid": ${node.gid}`;
  const head = `{ "type": "${node.kind}"${owner}`;
  switch (node.kind) {
    case "directory":
      return [head, ', "entries": {', ...entryParts(node, `${indent}  `), "} }"];
    case "file":
      return isRecipe(node.content) || isOutputOf(node.content)
        ? [head, ', "source": "', node.content, '" }']
        : [head, ', "content": ', ...stringParts(node.content), " }"];
    case "symlink":
      return [head, ', "target": ', ...stringParts(node.target), " }"];
    case "device":
      return [`${head}, "device": "${node.type}", "major": ${node.major}, "minor": ${node.minor} }`];
    case "fifo":
      return [`${head} }`];
  }
}

function entryParts({ entries }: Directory, indent: string): Parts {
  const names = Object.keys(entries).sort();
  return [
    ...names.flatMap((name, index) => [
      `${index === 0 ? "" : ","}\n${indent}${JSON.stringify(name)}: `,
      ...nodeParts(entries[name] as Node, indent),
    ]),
    ...(names.length === 0 ? [] : [`\n${indent.slice(2)}`]),
  ];
}

/** A JSON string; a store path in it needs no escaping. */
const stringParts = ({ parts }: Fragment): Parts => [
  '"',
  ...parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)),
  '"',
];
