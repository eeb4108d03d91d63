/** Composing: what can be made of a system, as recipes by output name. */
import type { Build, Recipe } from "../recipe/recipe.ts";
import type { System } from "../system/assemble.ts";
import { boardImages } from "./board-images.ts";
import { manifest } from "./manifest.ts";
import { squashfs } from "./squashfs.ts";
import { vmroot } from "./vmroot.ts";

export type Outputs = Readonly<Record<string, Recipe>>;

/** All outputs of a system; `default` is the one that its device names. */
export function compose(system: System): Outputs {
  const contents = manifest(system.filesystem);
  const rootfs = squashfs(system.filesystem, contents);
  const { board, emulation, defaultOutput } = system.device;
  const outputs: Record<string, Recipe> = {
    manifest: contents,
    squashfs: rootfs,
    kernel: system.kernel satisfies Build,
    ...(emulation === undefined ? {} : { vmroot: vmroot(system, emulation, rootfs) }),
    ...(board === undefined ? {} : boardImages(system, board, rootfs)),
  };
  const chosen = outputs[defaultOutput];
  if (chosen === undefined) throw new Error(`${system.device.name} has no output "${defaultOutput}"`);
  return Object.freeze({ default: chosen, ...outputs });
}
