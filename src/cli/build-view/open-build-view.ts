import type { Context } from "../context.ts";
import { isTerminal, styleOf } from "../style.ts";
import { liveView } from "./live-view.ts";
import { plainView } from "./plain-view.ts";
import type { BuildPlan } from "./plan.ts";
import type { BuildView } from "./view.ts";

/** A view on stderr, so that stdout keeps nothing but results: live on a terminal, lines anywhere else. */
export function openBuildView(context: Context, plan: BuildPlan, verbose: boolean): BuildView {
  const { stderr, env } = context;
  const now = () => performance.now();
  return isTerminal(stderr, env)
    ? liveView(stderr, plan, { verbose, now, style: styleOf(stderr, env) })
    : plainView(stderr, plan, { verbose, now });
}
