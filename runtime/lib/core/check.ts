/** The reconciler's simulated worlds once more, where it will run: the engine must agree with Node's. */
import { claim, same } from "../claim.ts";
import { randomScenario } from "./random-scenario.ts";
import { simulate } from "./simulation.ts";

/** How many is the argument; on an emulated router each takes a third of a second. */
const worlds = Number(scriptArgs[1] ?? "200");

await claim(`${worlds} random worlds come to a good end`, () => {
  for (let seed = 0; seed < worlds; seed++) {
    const scenario = randomScenario(seed, { services: 1 + (seed % 30), happenings: seed % 17 });
    same([seed, ...simulate(scenario).problems], [seed]);
  }
});
