/** Where a definition comes from: a call in somebody's file, and the keys from there to the value. */
import type { Path } from "./merge.ts";
import { type Capture, placeOf } from "./place.ts";
import { type Finding, findKey } from "./source/find-key.ts";

export interface Origin {
  /** The nearest call that the engine saw: `defineModule(…)`, `defineConfiguration(…)`, `force(…)`. */
  readonly capture: Capture;
  /** Known without looking at the stack, where there is one. */
  readonly file?: string;
  readonly parent?: Origin;
  readonly key?: string | number;
}

export const below = (parent: Origin, key: string | number): Origin => ({ ...parent, parent, key });

/** Keys from the call's argument to the value. */
export function pathOf(origin: Origin): Path {
  const path: (string | number)[] = [];
  for (let at: Origin | undefined = origin; at?.key !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

/** The place of the value, and that of what brought it in when it is written elsewhere. */
export function locate(origin: Origin): Finding | undefined {
  const call = placeOf(origin.capture);
  if (call !== undefined) return findKey(call, pathOf(origin));
  return origin.file === undefined ? undefined : { place: { file: origin.file } };
}
