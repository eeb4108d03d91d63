/** What people asked for by hand, for the limd that comes after this one. A reboot forgets it. */
import { readIfThere, replaceFile } from "./files.ts";
import { wishesPath } from "./layout.ts";

export type Wishes = ReadonlyMap<string, "up" | "down">;

export const writeWishes = (wishes: Wishes): void =>
  replaceFile(wishesPath, JSON.stringify([...wishes]), { mode: 0o600 });

export const readWishes = (): Wishes =>
  new Map(JSON.parse(readIfThere(wishesPath) ?? "[]") as [string, "up" | "down"][]);
