import type { Pending } from "./merge.ts";
import { Failure, threw } from "./problem.ts";

/** What an object literal of a definition holds. A getter in it is somebody else's code, and may throw. */
export function entriesOf({ value, origin }: Pending): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(value as object);
  } catch (thrown) {
    throw new Failure([threw("A getter", origin, thrown)]);
  }
}

/** An object literal, or one that came from JSON: not an array, not an instance of something. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
}
