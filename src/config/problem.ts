/** What is wrong with a configuration, in the engine's own terms; places are looked up when it is shown. */
import type { Complaint } from "../error.ts";
import { locate, type Origin } from "./origin.ts";
import { type Capture, placeOf, showPlace } from "./place.ts";
import { showValue } from "./show-value.ts";

export interface Mention {
  readonly origin: Origin;
  /** What stands there, when it helps to see it. */
  readonly value?: string;
  /** The option that the value came from, where somebody else passed it on: its definitions' places are shown. */
  readonly option?: { readonly name: string; readonly keys: readonly (string | number)[] };
}

export interface Problem {
  readonly message: string;
  readonly mentions: readonly Mention[];
  readonly declared?: Capture;
  readonly try?: string;
}

/** Somebody's function threw. The place is that of the `throw`, where it can be seen. */
export function threw(what: string, origin: Origin, thrown: unknown): Problem {
  const error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : showValue(thrown);
  const at: Capture | undefined =
    thrown instanceof Error && placeOf(thrown as Capture) ? (thrown as Capture) : undefined;
  return {
    message: `${what} threw ${error}`,
    mentions: at === undefined ? [{ origin }] : [{ origin: { capture: at } }],
  };
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
export function complaintOf({ message, mentions, declared, try: remedy }: Problem): Complaint {
  const place = declared === undefined ? undefined : placeOf(declared);
  const places = [
    ...mentions.map(showMention),
    ...(place === undefined ? [] : [`declared in ${showPlace(place)}`]),
  ];
  return { message, places, ...(remedy === undefined ? {} : { try: remedy }) };
}

/** "in lib/ssh.ts:3:5, from configuration.ts:12:3: 22" */
function showMention({ origin, value }: Mention): string {
  const found = locate(origin);
  const where = found === undefined ? "a file nobody knows" : showPlace(found.place);
  const from = found?.from === undefined ? "" : `, from ${showPlace(found.from)}`;
  return `in ${where}${from}${value === undefined ? "" : `: ${value}`}`;
}
