/** What a derivation needs, collected while its text is rendered. */
import { createHash } from "node:crypto";
import { userError } from "../error.ts";
import type { Derivation, DerivationInput, Source } from "../nix/index.ts";
import { type Fragment, isRuntimeHole } from "./fragment.ts";
import type { OutputOf, Recipe } from "./recipe.ts";

/** A recipe's place in the store, and what puts it there. */
export type Lowered =
  | { readonly kind: "built"; readonly derivation: Derivation; readonly output: string }
  | { readonly kind: "source"; readonly source: Source };

/** Collects what a derivation needs while its text is rendered. */
export class Inputs {
  readonly #resolve: (reference: Recipe | OutputOf) => Lowered;
  readonly #derivations = new Map<Derivation, Set<string>>();
  readonly #sources = new Map<string, Source>();

  constructor(resolve: (reference: Recipe | OutputOf) => Lowered) {
    this.#resolve = resolve;
  }

  get derivations(): readonly DerivationInput[] {
    return [...this.#derivations].map(([derivation, outputs]) => ({ derivation, outputs: [...outputs] }));
  }

  get sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  /** Makes it an input and gives its store path. */
  add(lowered: Lowered): string {
    if (lowered.kind === "source") {
      this.#sources.set(lowered.source.path, lowered.source);
      return lowered.source.path;
    }
    const outputs = this.#derivations.get(lowered.derivation) ?? new Set();
    this.#derivations.set(lowered.derivation, outputs.add(lowered.output));
    const path = lowered.derivation.outputs[lowered.output];
    if (path === undefined) throw new Error(`${lowered.derivation.name} has no output "${lowered.output}"`);
    return path;
  }

  pathOf(reference: Recipe | OutputOf): string {
    return this.add(this.#resolve(reference));
  }

  render({ parts }: Fragment): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return part;
        if (isRuntimeHole(part)) {
          throw userError({
            message: `The ${part.kind} '${part.name}' stands in a text that is written before any router runs`,
            try: "use it in a service's script, or in a configFile of that service",
          });
        }
        if (part.kind !== "hash-of") return this.pathOf(part);
        return createHash("sha256").update(this.render(part.content)).digest("hex");
      })
      .join("");
  }
}
