import type { Path } from "./merge.ts";
import { showKey } from "./show-value.ts";

const LONGEST = 60;

/** `users.alice.keys[0]`; words that need quotes get them. */
export const showPath = (path: Path): string =>
  path.reduce<string>((text, word) => {
    if (typeof word === "number") return `${text}[${word}]`;
    const short = word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word;
    const key = /^[\w$-]+$/.test(short) ? short : showKey(short);
    return text === "" ? key : `${text}.${key}`;
  }, "");
