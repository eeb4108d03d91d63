/** Where a value came from. */
import { attempt } from "./attempt.ts";
import type { Written } from "./merge.ts";
import { settle } from "./pending.ts";
import type { Reading, Run } from "./run.ts";

/** The live definitions of a value, of any rank; that of the default is left out. */
export function definitionsOf(run: Run, { option, definitions }: Reading): readonly Written[] {
  const written = option?.default === undefined ? definitions : definitions.slice(0, -1);
  return written.flatMap((definition) => {
    const settled = attempt(() => settle(run, definition));
    return "value" in settled ? settled.value : [];
  });
}

/** Those of the value of this name, or of the nearest around it that anybody defined. */
export function definitionsAround(run: Run, name: string): readonly Written[] {
  for (let at = name; at !== ""; at = at.slice(0, Math.max(0, at.search(/(\.[^.]*|\[\d+\])$/)))) {
    const reading = run.readings.get(at);
    const written = reading === undefined ? [] : definitionsOf(run, reading);
    if (written.length > 0) return written;
  }
  return [];
}
