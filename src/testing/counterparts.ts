/** Programs of others, from the lock: for tests and benchmarks that try ours against them. */
import { findWorld } from "../ground.ts";
import { openStore } from "../nix/index.ts";
import { realise } from "../realise.ts";
import { Lowering } from "../recipe/lower.ts";
import { mips24kc } from "../recipe/platform.ts";

/** The store path that has them in `bin`, and U-Boot below `usr/lib/u-boot`. Fetches them unless they are there. */
export async function buildCounterparts(): Promise<string> {
  // They run here: which router is built for makes no difference.
  const world = await findWorld(mips24kc);
  const lowering = new Lowering(world.ground);
  const derivation = lowering.derivation(world.counterparts);
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  return derivation.outputs.out ?? "";
}
