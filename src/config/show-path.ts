import type { Path } from "./merge.ts";
import { showKey } from "./show-value.ts";

/** `users.alice.keys[0]`; words that need quotes get them. */
export const showPath = (path: Path): string =>
  path.reduce<string>((text, word) => {
    if (typeof word === "number") return `${text}[${word}]`;
    const key = /^[\w$-]+$/.test(word) ? word : showKey(word);
    return text === "" ? key : `${text}.${key}`;
  }, "");
