/** The words after `lim`, as a request to limd. */

export interface Command {
  readonly request: string;
  /** Whether a log is followed. */
  readonly follows: boolean;
  /** Of a status, the one service that it is about, with what that needs. */
  readonly only?: string;
}

const aboutOne = ["why", "up", "down", "restart", "log", "outputs"];

/** Undefined for words that are no command. The firewall is asked of the kernel, and limd of all else. */
export function parseCommand(words: readonly string[]): Command | "help" | "firewall" | undefined {
  const [verb = "", ...rest] = words;
  if (verb === "firewall") return rest.length === 0 ? verb : undefined;
  if (verb === "help" || verb === "-h" || verb === "--help") return "help";
  const follows = verb === "log" && rest.includes("-f");
  const names = follows ? rest.filter((word) => word !== "-f") : rest;
  // A request is one line of words.
  if (names.some((name) => !/^[^\s-]\S*$/.test(name))) return undefined;
  if (verb === "status" && names.length < 2) {
    const [only] = names;
    return { request: verb, follows, ...(only === undefined ? {} : { only }) };
  }
  const count = aboutOne.includes(verb) ? 1 : 0;
  if (verb === "shutdown" ? names.length < 1 || names.length > 2 : names.length !== count) return undefined;
  if (verb !== "shutdown" && count === 0) return undefined;
  return { request: [verb, ...names].join(" "), follows };
}
