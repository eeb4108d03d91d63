/** The modules' own checks, once every option has its value. */
import type { Check } from "./check.ts";
import { definitionsAround } from "./definitions-of.ts";
import type { Source } from "./gather.ts";
import type { Origin } from "./origin.ts";
import { Failure, type Problem, threw } from "./problem.ts";
import { ProblemsError } from "./problems-error.ts";
import type { Run } from "./run.ts";
import { showValue } from "./show-value.ts";

/** Runs the checks of all modules; errors and warnings are added to the run's. */
export function runChecks(run: Run, sources: readonly Source[]): void {
  for (const { module, origin } of sources) {
    if (module?.checks === undefined) continue;
    try {
      for (const check of module.checks(run.config)) {
        (check.kind === "error" ? run.problems : run.warnings).push(problemOf(run, check, origin));
      }
    } catch (thrown) {
      if (thrown instanceof ProblemsError) run.problems.push(...thrown.problems);
      // An option that could not be read has been reported already.
      else if (!(thrown instanceof Failure))
        run.problems.push(threw(`The checks of module '${module.name}'`, origin, thrown));
    }
  }
}

function problemOf(run: Run, { message, options, try: remedy }: Check, origin: Origin): Problem {
  const mentions = options
    .flatMap((name) => definitionsAround(run, name))
    .map(({ origin, value }) => ({ origin, value: showValue(value) }));
  return {
    message,
    mentions: mentions.length === 0 ? [{ origin }] : mentions,
    ...(remedy === undefined ? {} : { try: remedy }),
  };
}
