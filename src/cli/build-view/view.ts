import type { BuildEvent } from "../../nix/index.ts";
import type { Progress } from "./progress.ts";

/** Somebody who watches a build. `end` must be called once, however the build ended. */
export interface BuildView {
  readonly onEvent: (event: BuildEvent) => void;
  /** Leaves the output as it was found; with "done", a last line says what was done. */
  end(how: "done" | "failed" | "stopped"): Progress;
}
