/** A number that stands for a text: another text has another one, but for one in four thousand million. */

/** FNV-1a, on top of a number that stands for what came before. */
export function fingerprint(text: string, before = 0): number {
  let hash = before ^ 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}
