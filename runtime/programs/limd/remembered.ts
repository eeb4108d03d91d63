/** What a limd knows and the next one could not find out by looking. A reboot forgets it. */
import type { Remembered, ShutdownKind } from "../../lib/core/index.ts";
import { readIfThere, replaceFile } from "./files.ts";
import { rememberedDirectory } from "./layout.ts";

interface Memories {
  /** What people asked for by hand. */
  readonly wishes: readonly (readonly [service: string, wish: "up" | "down"])[];
  readonly failures: Readonly<Record<string, Remembered>>;
  /** The router goes down; by then (host.monotonicMs) at the latest. */
  readonly shutdown: { readonly how: ShutdownKind; readonly by?: number };
}

const pathOf = (what: keyof Memories): string => `${rememberedDirectory}/${what}.json`;

/** The texts that are there. */
const written = new Map<string, string>();

/** Writes it down, unless it is there already. */
export function remember<K extends keyof Memories>(what: K, memory: Memories[K]): void {
  const text = JSON.stringify(memory);
  if (written.get(what) === text) return;
  replaceFile(pathOf(what), text, { mode: 0o600 });
  written.set(what, text);
}

/** What was written down last; undefined if nothing was. */
export function recall<K extends keyof Memories>(what: K): Memories[K] | undefined {
  const text = readIfThere(pathOf(what));
  return text === undefined ? undefined : (JSON.parse(text) as Memories[K]);
}
