/** What QEMU boots: kernel, root filesystem, and how to put them together. */
import { sh, text } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe, textFile } from "../recipe/recipe.ts";
import type { System } from "../system/assemble.ts";
import type { Emulation } from "../system/device.ts";

/** The recipe of a folder with the kernel, rootfs.squashfs and vm.json (read back by src/qemu/vm.ts). */
export function vmroot(system: System, emulation: Emulation, rootfs: Recipe): Build {
  const { kernel, commandLine, device } = system;
  const image = device.platform.kernelImage;
  const vm = { ...emulation, kernel: image, rootfs: "rootfs.squashfs", commandLine };
  return defineBuild({
    name: "vmroot",
    environment: "seed",
    script: () => sh`
      mkdir "$out"
      ln -s ${kernel}/${image} "$out/${image}"
      ln -s ${rootfs} "$out/rootfs.squashfs"
      cp ${textFile("vm.json", text`${`${JSON.stringify(vm, undefined, 2)}\n`}`)} "$out/vm.json"
    `,
  });
}
