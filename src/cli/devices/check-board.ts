/** A board's kernel and device tree in the store, looked at together: `verifyBoard` says what for. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findWorld } from "../../ground.ts";
import { verifyBoard } from "../../image/verify/index.ts";
import { openStore } from "../../nix/index.ts";
import { compose } from "../../pipeline.ts";
import { Lowering } from "../../recipe/lower.ts";
import type { System } from "../../system/assemble.ts";
import type { Values } from "../command.ts";
import type { Context } from "../context.ts";
import { type storeOptions, storeSettings } from "../store-options.ts";
import { watchedRealise } from "../watched-realise.ts";

/** Builds both where they are not there. A LiminixError tells all that is wrong; a device without a board is right. */
export async function checkBoard(
  system: System,
  request: Values<typeof storeOptions>,
  context: Context,
): Promise<void> {
  const { board } = system.device;
  const { dtb } = compose(system);
  if (board === undefined || dtb === undefined) return;
  const world = await findWorld(system.device.platform);
  const lowering = new Lowering(world.ground);
  const [tree, kernel] = [lowering.derivation(dtb), lowering.derivation(system.kernel)];
  const store = openStore(storeSettings(request));
  await watchedRealise({ world, lowering, store, derivations: [tree, kernel] }, context, request.verbose);
  const at = (path: string | undefined): string => store.realPath(path ?? "");
  verifyBoard(system.device, board, {
    tree: await readFile(at(tree.outputs.out)),
    kernel: await readFile(join(at(kernel.outputs.out), "vmlinux")),
    modules: kernel.outputs.modules === undefined ? [] : await modulesIn(at(kernel.outputs.modules)),
  });
}

async function modulesIn(folder: string): Promise<readonly Buffer[]> {
  const names = await readdir(folder, { recursive: true });
  return await Promise.all(
    names.filter((name) => name.endsWith(".ko")).map((name) => readFile(join(folder, name))),
  );
}
