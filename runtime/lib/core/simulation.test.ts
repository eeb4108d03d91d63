import { expect, test } from "vitest";
import { randomScenario } from "./random-scenario.ts";
import { simulate } from "./simulation.ts";

test("a few thousand worlds", () => {
  for (let seed = 0; seed < 3000; seed++) {
    const scenario = randomScenario(seed, { services: 1 + (seed % 30), happenings: seed % 17 });
    const outcome = simulate(scenario);
    expect(outcome.problems, `seed ${seed}`).toEqual([]);
  }
});
