/** The Nix archive: one byte sequence for one tree (`dumpPath`, libutil/archive.cc). */
import { byteString, compareBytes } from "./byte-string.ts";
import { checkEntryName, type NarNode } from "./nar-node.ts";
import { wireString } from "./wire.ts";

/** A tree as a NAR. */
export function writeNar(root: NarNode): Uint8Array {
  const chunks = [...wireString("nix-archive-1")];
  const put = (...words: readonly string[]): void => {
    for (const word of words) chunks.push(...wireString(word));
  };
  const write = (node: NarNode): void => {
    put("(", "type");
    if (node.kind === "file") {
      put("regular");
      if (node.executable === true) put("executable", "");
      put("contents");
      chunks.push(...wireString(node.contents));
    } else if (node.kind === "symlink") {
      put("symlink", "target", node.target);
    } else {
      put("directory");
      for (const [name, child] of sortedEntries(node.entries)) {
        put("entry", "(", "name", name, "node");
        write(child);
        put(")");
      }
    }
    put(")");
  };
  write(root);
  return Buffer.concat(chunks);
}

function sortedEntries(entries: Readonly<Record<string, NarNode>>): (readonly [string, NarNode])[] {
  for (const name of Object.keys(entries)) checkEntryName(name);
  return Object.entries(entries).toSorted(([a], [b]) => compareBytes(byteString(a), byteString(b)));
}
