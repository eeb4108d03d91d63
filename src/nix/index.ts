/** Derivations, and the store that builds them: Nix without its language. Nothing in here knows of routers. */
export type { Activity, BuildEvent } from "./build-event.ts";
export { type Derivation, type DerivationInput, type DerivationSpec, derivation } from "./derivation.ts";
export { DerivationError, type DerivationFault } from "./derivation-error.ts";
export { closure } from "./graph.ts";
export { fromSri, type HashAlgorithm, toSri } from "./hash.ts";
export { type LostBuilder, lostBuilder } from "./lost-builder.ts";
export { writeNar } from "./nar.ts";
export { type NarDirectory, NarError, type NarFile, type NarNode, type NarSymlink } from "./nar-node.ts";
export { readNar } from "./nar-read.ts";
export { NixError, type NixProblem } from "./nix-error.ts";
export type { StoreSettings } from "./settings.ts";
export { type Source, textSource, treeSource } from "./source.ts";
export { openStore, type RealiseOptions, type RealiseTarget, type Store } from "./store.ts";
export { type FixedOutput, storeDir, treePath } from "./store-path.ts";
