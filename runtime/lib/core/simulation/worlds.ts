/** Many random worlds at once, and a number that stands for all that happened in them. */
import { fingerprint } from "../../fingerprint.ts";
import { simulate } from "../simulation.ts";
import { randomScenario } from "./random-scenario.ts";

export interface WorldsWalked {
  /** Each with the seed of its world. */
  readonly problems: readonly string[];
  /** The same wherever the core does the same. */
  readonly digest: string;
}

/** Worlds of all sizes up to thirty services and sixteen happenings. */
export function walkWorlds(count: number): WorldsWalked {
  const problems: string[] = [];
  let digest = 0;
  for (let seed = 0; seed < count; seed++) {
    const outcome = simulate(randomScenario(seed, { services: 1 + (seed % 30), happenings: seed % 17 }));
    problems.push(...outcome.problems.map((problem) => `world ${seed}, ${problem}`));
    for (const line of outcome.trace) digest = fingerprint(line, digest);
  }
  return { problems, digest: digest.toString(16) };
}
