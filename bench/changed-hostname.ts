/** The time from one changed line to a new bootable image: a copy of the example, its hostname another each time. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd, type Timing, timing } from "./time-command.ts";

export async function timeChangedHostname(root: string, example: string, runs: number): Promise<Timing> {
  // As deep below the root as the example, so that its relative imports hold.
  const copy = join(root, ".cache", "bench");
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(root, example), copy, { recursive: true });
  const file = join(copy, "configuration.ts");
  const text = readFileSync(file, "utf8");
  const words = ["./liminix", "build", ".cache/bench", "--device", "qemu", "--output", "vmroot"];
  const times: number[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      const changed = text.replace(/hostname: "[^"]*"/, `hostname: "bench-${Date.now().toString(36)}"`);
      if (changed === text) throw new Error(`${example} sets no hostname`);
      writeFileSync(file, changed);
      times.push(await runToEnd([...words, "--out-link", ".cache/bench/result"], root));
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return timing(`a new hostname, then ${words.join(" ")}`, times);
}
