/** The reconciler's simulated worlds once more, where it will run: the engine must agree with Node's. */
import { claim, same } from "../claim.ts";
import { randomScenario } from "./random-scenario.ts";
import { simulate } from "./simulation.ts";

await claim("two hundred random worlds come to a good end", () => {
  for (let seed = 0; seed < 200; seed++) {
    const scenario = randomScenario(seed, { services: 1 + (seed % 30), happenings: seed % 17 });
    same([seed, ...simulate(scenario).problems], [seed]);
  }
});
