/** What the next `limd` has to know of failures, so that what crashes again and again is not tried at once because of it. */
import type { Remembered, State } from "./types.ts";

/** By service; those that have not failed are left out. */
export function failuresOf(state: State): Readonly<Record<string, Remembered>> {
  const found: Record<string, Remembered> = {};
  state.services.forEach(({ failures, failure, phase, since, retryAt }, number) => {
    if (failure === undefined || (failures === 0 && phase !== "failed")) return;
    const failed = { since, ...(retryAt === undefined ? {} : { retryAt }) };
    found[state.index.names[number] as string] = {
      failures,
      failure,
      ...(phase === "failed" ? { failed } : {}),
    };
  });
  return found;
}
