/** The state of a service in the one word that people see. */
import { stateOf } from "./initial-state.ts";
import type { State } from "./types.ts";

/** "up" runs and is not ready; "waiting" is wanted, and `why` tells what for. */
export type Status = "not wanted" | "waiting" | "starting" | "up" | "ready" | "stopping" | "failed";

/** Undefined if the image has no service of that name. */
export function statusOf(state: State, name: string): Status | undefined {
  const service = stateOf(state, name);
  if (service === undefined) return undefined;
  if (service.leaving) return "stopping";
  if (service.phase !== "down") return service.phase;
  return service.wanted === "no" ? "not wanted" : "waiting";
}
