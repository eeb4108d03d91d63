/** The command line of the program that loads a ruleset. */

/** A set that has the interface whose name is in a file, while it is there. */
export interface Followed {
  readonly set: string;
  readonly file: string;
}

export interface LoaderArguments {
  readonly ruleset: string;
  readonly follow: readonly Followed[];
  /** Whose devices are those below, and all that are followed. */
  readonly flowtable?: string;
  readonly devices: readonly string[];
}

/** RULESET [follow SET FILE]… [offload FLOWTABLE DEVICE…]; undefined if it is anything else. */
export function parseArguments([ruleset, ...words]: readonly string[]): LoaderArguments | undefined {
  if (ruleset === undefined) return undefined;
  const follow: Followed[] = [];
  let at = 0;
  for (; words[at] === "follow"; at += 3) {
    const [set, file] = words.slice(at + 1, at + 3);
    if (set === undefined || file === undefined) return undefined;
    follow.push({ set, file });
  }
  const [offload, flowtable, ...devices] = words.slice(at);
  if (offload === undefined) return { ruleset, follow, devices: [] };
  return offload === "offload" && flowtable !== undefined
    ? { ruleset, follow, flowtable, devices }
    : undefined;
}
