/** Paths as the router sees them: through links. */
import { posix } from "node:path";
import type { SquashfsEntry } from "../read/index.ts";

const MOST_LINKS = 40;

/** What is at a path when all links are followed; the last link that leads nowhere is told as it is. */
export function resolvePath(
  entries: ReadonlyMap<string, SquashfsEntry>,
  path: string,
  links = 0,
): SquashfsEntry | undefined {
  const words = posix.normalize(path).split("/").slice(1);
  let at = "";
  for (const [index, word] of words.entries()) {
    at = word === "" ? at : `${at}/${word}`;
    const entry = entries.get(at === "" ? "/" : at);
    if (entry === undefined) return undefined;
    if (entry.target === undefined) continue;
    if (links >= MOST_LINKS) return undefined;
    const rest = words.slice(index + 1);
    const onwards = posix.join(posix.resolve(posix.dirname(at), entry.target), ...rest);
    return resolvePath(entries, onwards, links + 1) ?? (rest.length === 0 ? entry : undefined);
  }
  return entries.get(at === "" ? "/" : at);
}
