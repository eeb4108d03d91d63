/** The register of all options. A module adds its own key beside its declarations, by `declare module`. */
import type { Marked } from "./marker.ts";
import type { Definitions, Values } from "./option.ts";

/** Every option in the system, by the first word of its name. */
// biome-ignore lint/suspicious/noEmptyInterface: each module adds its own key
export interface Options {}

/** What modules read: every option resolved. */
export type Config = { readonly [K in keyof Options]: Values<Options[K]> };

/** What modules and configurations write: any part of the tree, each leaf a value or a marker. */
export type ConfigDefinitions = { readonly [K in keyof Options]?: Definitions<Options[K]> };

/** Definitions as a whole may be marked too: `when(cond, { ssh: { … } })`. */
export type ConfigPart = ConfigDefinitions | Marked<ConfigDefinitions>;
