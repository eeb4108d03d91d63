/** Realising with somebody who watches: the view while it runs, and our words for what goes wrong. */
import { type BuildEvent, type Derivation, NixError } from "../nix/index.ts";
import { type RealiseRequest, realise } from "../realise.ts";
import { openBuildView } from "./build-view/open-build-view.ts";
import { type BuildPlan, planOf } from "./build-view/plan.ts";
import { stopped } from "./build-view/summary.ts";
import type { BuildView } from "./build-view/view.ts";
import type { Context } from "./context.ts";
import { Interrupted } from "./interrupted.ts";
import { explainNixError } from "./nix-error.ts";

type Request = Omit<RealiseRequest, "onEvent" | "onPlan" | "signal">;

/** Says nothing when nothing is to be done. Throws a `LiminixError`, or `Interrupted` after ^C. */
export async function watchedRealise(request: Request, context: Context, verbose: boolean): Promise<void> {
  let plan: BuildPlan = { steps: new Map() };
  let view: BuildView | undefined;
  try {
    await realise({
      ...request,
      signal: context.signal,
      onPlan(missing: readonly Derivation[]) {
        // With nothing missing, what is there is built again to compare.
        const steps = missing.length > 0 ? missing : request.derivations;
        plan = planOf(steps, (drvPath) => request.lowering.recipeOf(drvPath), context.cwd);
        view = openBuildView(context, plan, verbose);
      },
      onEvent(event: BuildEvent) {
        // Nix ends its builds when it is stopped, which does not make them done.
        if (!context.signal.aborted) view?.onEvent(event);
      },
    });
    view?.end("done");
  } catch (error) {
    if (context.signal.aborted) {
      const progress = view?.end("stopped");
      throw new Interrupted(progress === undefined ? undefined : stopped(progress));
    }
    view?.end("failed");
    throw error instanceof NixError ? explainNixError(error, plan.steps) : error;
  }
}
