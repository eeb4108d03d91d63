/** What a limd knows and the next one could not find out by looking. A reboot forgets it. */
import type { Remembered, ShutdownKind } from "../../lib/core/index.ts";
import { unless } from "./attempt.ts";
import { readIfThere, replaceFile } from "./files.ts";
import { rememberedDirectory } from "./layout.ts";

/** By name, as `fingerprint` has it. */
export type Marks = Readonly<Record<string, number>>;

interface Memories {
  /** What people asked for by hand. */
  readonly wishes: readonly (readonly [service: string, wish: "up" | "down"])[];
  readonly failures: Readonly<Record<string, Remembered>>;
  /** What each output, and each secret, was when it was told of: numbers that stand for the values. */
  readonly outputs: Readonly<Record<string, Marks>>;
  readonly secrets: Marks;
  /** The router goes down; by then (host.monotonicMs) at the latest. */
  readonly shutdown: { readonly how: ShutdownKind; readonly by?: number };
}

const pathOf = (what: keyof Memories): string => `${rememberedDirectory}/${what}.json`;

/** The texts that are there. */
const written = new Map<string, string>();

/** Writes it down, unless it is there already, or there is no room: then the next limd knows less, and this one goes on. */
export function remember<K extends keyof Memories>(what: K, memory: Memories[K]): void {
  const text = JSON.stringify(memory);
  if (written.get(what) === text) return;
  unless(["ENOSPC"], () => {
    replaceFile(pathOf(what), text, { mode: 0o600 });
    written.set(what, text);
  });
}

/** What was written down last; undefined if nothing was. */
export function recall<K extends keyof Memories>(what: K): Memories[K] | undefined {
  const text = readIfThere(pathOf(what));
  return text === undefined ? undefined : (JSON.parse(text) as Memories[K]);
}
