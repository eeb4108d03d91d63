import { attempt } from "./attempt.ts";
import type { Written } from "./merge.ts";
import { settle } from "./pending.ts";
import type { Run } from "./run.ts";

/** The live definitions of an option of any rank, the default's left out. */
export function definitionsOf(run: Run, name: string): readonly Written[] {
  const reading = run.readings.get(name);
  if (reading === undefined) return [];
  const written =
    reading.option.default === undefined ? reading.definitions : reading.definitions.slice(0, -1);
  return written.flatMap((definition) => {
    const settled = attempt(() => settle(run, definition));
    return "value" in settled ? settled.value : [];
  });
}
