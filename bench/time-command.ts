/** The wall-clock time of a whole command, from the spawn to its end, as a user waits for it. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Timing {
  readonly command: string;
  readonly runs: number;
  readonly minimumMs: number;
  readonly medianMs: number;
}

/** Runs the command once to warm the caches, then `runs` times. A command that fails ends the benchmark. */
export async function timeCommand(words: readonly string[], runs: number, cwd: string): Promise<Timing> {
  await runToEnd(words, cwd);
  const timesMs: number[] = [];
  for (let run = 0; run < runs; run++) timesMs.push(await runToEnd(words, cwd));
  return timing(words.join(" "), timesMs);
}

export function timing(command: string, timesMs: readonly number[]): Timing {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (index: number) => Math.round(sorted[index] ?? Number.NaN);
  return { command, runs: sorted.length, minimumMs: at(0), medianMs: at(Math.floor(sorted.length / 2)) };
}

/** How many milliseconds the command took. */
export async function runToEnd(words: readonly string[], cwd: string): Promise<number> {
  const [program = "", ...args] = words;
  const begunMs = performance.now();
  const child = spawn(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}:\n${said}`);
  return performance.now() - begunMs;
}
