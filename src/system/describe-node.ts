/** A filesystem tree as plain JSON for people to look at; store objects are shown by their names. */
import type { Fragment, Reference } from "../recipe/fragment.ts";
import { isOutputOf } from "../recipe/recipe.ts";
import type { Node } from "./inode.ts";

/** JSON values, as `liminix show` prints them. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A node and all below it. */
export function describeNode(node: Node): Json {
  if (node.kind === "symlink") return { type: "symlink", target: describeFragment(node.target) };
  const { mode, uid, gid } = node;
  const owner = { type: node.kind, mode: mode.toString(8).padStart(4, "0"), uid, gid };
  switch (node.kind) {
    case "directory":
      return {
        ...owner,
        entries: Object.fromEntries(
          Object.entries(node.entries).map(([name, entry]) => [name, describeNode(entry)]),
        ),
      };
    case "file":
      return {
        ...owner,
        content: "parts" in node.content ? describeFragment(node.content) : describeReference(node.content),
      };
    case "device":
      return { ...owner, device: node.type, major: node.major, minor: node.minor };
    case "fifo":
      return owner;
  }
}

/** Text with its holes shown by name. */
export const describeFragment = ({ parts }: Fragment): string =>
  parts.map((part) => (typeof part === "string" ? part : describeReference(part))).join("");

const describeReference = (reference: Reference): string =>
  isOutputOf(reference) ? `<${reference.recipe.name}.${reference.output}>` : `<${reference.name}>`;
