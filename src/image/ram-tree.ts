/**
 * A board's device tree for a root filesystem in memory: U-Boot puts it there, the kernel leaves it alone
 * (Documentation/devicetree/bindings/reserved-memory) and has it as a disk (drivers/mtd/devices/phram.c).
 */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import type { Region } from "../system/memory-map.ts";

export interface RamTreeParameters {
  readonly tree: Recipe;
  /** Where the root filesystem is; addresses as the board's processor has them on its bus. */
  readonly root: Region;
  readonly eraseBytes: number;
  /** How many cells an address and a size take at the tree's root. */
  readonly cells: 1 | 2;
  /** The number of the root filesystem's flash among all that the kernel finds. */
  readonly disk: number;
  /** Without `root=`. */
  readonly commandLine: string;
}

/** The recipe of the tree. */
export function ramTree({ tree, root, eraseBytes, cells, disk, commandLine }: RamTreeParameters): Build {
  const node = `/reserved-memory/phram-rootfs@${root.address.toString(16)}`;
  const wide = (value: number): readonly string[] => (cells === 2 ? ["0", hex(value)] : [hex(value)]);
  const phram = `phram.phram=rootfs,${hex(root.address)},${hex(root.sizeBytes)},${hex(eraseBytes)}`;
  return defineBuild({
    name: "ram-tree.dtb",
    environment: "bare",
    script: () => sh`
      cat ${tree} >tree
      fdtput -cp tree ${node} /chosen
      fdtput -t x tree /reserved-memory '#address-cells' ${cells}
      fdtput -t x tree /reserved-memory '#size-cells' ${cells}
      fdtput tree /reserved-memory ranges
      fdtput -t s tree ${node} compatible phram
      fdtput tree ${node} no-map
      fdtput -t x tree ${node} reg ${wide(root.address)} ${wide(root.sizeBytes)}
      fdtput -t s tree /chosen bootargs ${`${commandLine} root=/dev/mtdblock${disk} ${phram}`}
      cp tree $out
    `,
  });
}
