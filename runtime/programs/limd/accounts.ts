/** Users and groups by name, out of /etc/passwd and /etc/group. */
import { readIfThere } from "./files.ts";

export class Accounts {
  readonly #users = parse("/etc/passwd");
  readonly #groups = parse("/etc/group");

  /** The number of a user or a group; undefined if there is none of that name. */
  uid(name: string): number | undefined {
    return this.#users.get(name);
  }
  gid(name: string): number | undefined {
    return this.#groups.get(name);
  }

  /** Whoever is in it may ask limd for things, and read logs and outputs. */
  get systemGroup(): number {
    return this.gid("system") ?? 0;
  }
}

/** name:password:number:… */
function parse(path: string): ReadonlyMap<string, number> {
  const lines = readIfThere(path)?.split("\n") ?? [];
  return new Map(
    lines
      .map((line) => line.split(":"))
      .filter(([, , number]) => number !== undefined)
      .map(([name = "", , number]) => [name, Number(number)]),
  );
}
