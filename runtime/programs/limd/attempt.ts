/** System calls that may fail for a reason that is none. */
import type { SystemError } from "host";

/** What it gives; undefined if it fails with one of these codes. */
export function unless<T>(codes: readonly string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (codes.includes((error as SystemError).code)) return undefined;
    throw error;
  }
}
