import type { Store } from "../nix/index.ts";
import type { Values } from "./command.ts";
import type { Context } from "./context.ts";
import type { storeOptions } from "./store-options.ts";

export interface BuildRequest {
  readonly configuration: string;
  readonly device: string | undefined;
  readonly output: string;
  /** Build once more what is there, and compare. */
  readonly check: boolean;
  readonly options: Values<typeof storeOptions>;
}

export interface BuiltOutput {
  readonly path: string;
  readonly store: Store;
}

/** Builds what is missing, and nothing is said when nothing is. */
export async function buildOutput(request: BuildRequest, _context: Context): Promise<BuiltOutput> {
  const { assemble, compose, evaluate, load, lower } = await import("../pipeline.ts");
  const _outputs = compose(assemble(evaluate(await load(request.configuration, request.device))));
}
