/** What decides which service runs, and what explains it. */

export { conditionKey, leaves, servicesNamedBy } from "./condition.ts";
export { sayDuration } from "./duration.ts";
export { backOffMs } from "./failure.ts";
export { failuresOf } from "./failures-of.ts";
export { initialState, stateOf } from "./initial-state.ts";
export { sayFailure } from "./say-failure.ts";
export { type Status, statusOf } from "./status.ts";
export { step } from "./step.ts";
export type * from "./types.ts";
export { why } from "./why.ts";
