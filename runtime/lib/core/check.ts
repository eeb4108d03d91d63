/** The reconciler's stories and worlds once more, where it will run: the engine must agree with Node's. */
import { claim, same } from "../claim.ts";
import { walkWorlds } from "./simulation/worlds.ts";
import { stories } from "./stories/index.ts";
import { tell } from "./story.ts";

for (const story of stories) {
  await claim(story.name, () => {
    same(tell(story), []);
  });
}

const { problems, digest } = walkWorlds(200);
await claim(`two hundred random worlds come to a good end, ${digest}`, () => {
  same(problems, []);
});
