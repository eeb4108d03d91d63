/** A mistake in what a module made of options is shown where the options were written. */
import { definitionsOf } from "./definitions-of.ts";
import { below, type Origin } from "./origin.ts";
import type { Mention, Problem } from "./problem.ts";
import type { Run } from "./run.ts";

/**
 * The problem, with the places of the options that its mentions name. Of an option that nobody wrote nothing is shown,
 * unless there is nothing else.
 */
export function atOptions(run: Run, problem: Problem): Problem {
  const mentions = problem.mentions.flatMap((mention) => written(run, mention));
  return mentions.length === 0 ? problem : { ...problem, mentions };
}

function written(run: Run, { option, ...mention }: Mention): readonly Mention[] {
  if (option === undefined) return [mention];
  const reading = run.readings.get(option.name);
  const own = reading === undefined ? [] : definitionsOf(run, reading);
  return own.map(({ origin }) => ({ origin: option.keys.reduce<Origin>(below, origin) }));
}
