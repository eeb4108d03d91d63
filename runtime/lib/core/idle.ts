/** The end of a service's life: nothing of it runs. */
import { change, type Draft, entryAt } from "./draft.ts";
import { dropTimer } from "./timers.ts";
import type { Failure } from "./types.ts";

export interface HowItEnded {
  readonly phase: "down" | "failed";
  readonly failures: number;
  readonly failure: Failure | undefined;
}

/** Its outputs count as gone at once; what is left of them is cleared when nobody can be looking at it any more. */
export function goIdle(draft: Draft, number: number, how: HowItEnded): void {
  dropTimer(draft, number);
  change(draft, number, {
    ...how,
    leaving: false,
    restarting: false,
    failing: false,
    retryAt: undefined,
    script: undefined,
    killed: false,
    outputs: [],
    outputsLeft: entryAt(draft, number).outputs.length > 0,
  });
}
