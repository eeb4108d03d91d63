/** What is wrong with a configuration, in the engine's own terms; places are looked up when it is shown. */
import type { Complaint } from "../error.ts";
import { locate, type Origin } from "./origin.ts";
import { type Capture, placeOf, showPlace } from "./place.ts";

export interface Mention {
  readonly origin: Origin;
  /** What stands there, when it helps to see it. */
  readonly value?: string;
}

export interface Problem {
  readonly message: string;
  readonly mentions: readonly Mention[];
  readonly declared?: Capture;
  readonly try?: string;
}

/** Ends the reading of an option. It carries every problem found on the way. */
export class Failure extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems;
  }
}

/** As the user sees it. */
export function complaintOf(problem: Problem): Complaint {
  const declared = problem.declared === undefined ? undefined : placeOf(problem.declared);
  const places = [
    ...problem.mentions.map(({ origin, value }) => {
      const place = locate(origin);
      const where = place === undefined ? "an unknown file" : showPlace(place);
      return `in ${where}${value === undefined ? "" : `: ${value}`}`;
    }),
    ...(declared === undefined ? [] : [`declared in ${showPlace(declared)}`]),
  ];
  return { message: problem.message, places, ...(problem.try === undefined ? {} : { try: problem.try }) };
}
