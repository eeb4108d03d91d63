/** A board's kernel and device tree, looked at together before anybody flashes them. */
import { type Complaint, userError } from "../../error.ts";
import type { Board } from "../../system/board.ts";
import type { Device } from "../../system/device.ts";
import { hex } from "../../system/flash.ts";
import { type Elf, readDeviceTree, readElf } from "../read/index.ts";
import { treeProblems } from "./tree-facts.ts";
import { undriven } from "./undriven.ts";

export interface BoardParts {
  readonly tree: Buffer;
  /** `vmlinux`. */
  readonly kernel: Buffer;
  readonly modules: readonly Buffer[];
}

/** Throws a LiminixError that tells all that is wrong, if anything is. */
export function verifyBoard(device: Device, board: Board, parts: BoardParts): void {
  const tree = readDeviceTree(parts.tree);
  const name = `The device tree of '${device.name}'`;
  const complaints: readonly Complaint[] = [
    ...kernelProblems(readElf(parts.kernel), device, board).map((problem) => ({
      message: `The kernel of '${device.name}' ${problem}`,
    })),
    ...treeProblems(tree, device, board).map((problem) => ({ message: `${name} ${problem}` })),
    ...undriven(tree, [parts.kernel, ...parts.modules], board.withoutDriver ?? {}).map(
      ({ path, compatible }) => ({
        message: `${name} has '${path}', and no driver of its kernel is for ${compatible.map((one) => `"${one}"`).join(" or ")}`,
        try: "switch the driver on in kernel.config, or say in the board's 'withoutDriver' why none is needed",
      }),
    ),
  ];
  if (complaints.length > 0) throw userError(...complaints);
}

/** What an Image of arm64 is a multiple of (Documentation/arm64/booting.rst). */
const ARM64_ALIGN_BYTES = 0x20_0000;

function kernelProblems(elf: Elf, { platform }: Device, { loader, memory }: Board): readonly string[] {
  const { architecture, loadAddress } = loader;
  const start = Math.min(...elf.loaded.map(({ address }) => address));
  const end = memory.address + memory.sizeBytes;
  return [
    ...(elf.machine === architecture && elf.endian === platform.endian
      ? []
      : [
          `expects to be for ${architecture}, ${platform.endian}-endian, and is for ${elf.machine}, ${elf.endian}-endian`,
        ]),
    ...(loadAddress >= memory.address && loadAddress < end
      ? []
      : [`is loaded to ${hex(loadAddress)}, and the memory is ${hex(memory.address)}-${hex(end)}`]),
    // MIPS' kernels are linked to where they run.
    ...(architecture !== "mips" || start === loadAddress
      ? []
      : [`is linked to ${hex(start)}, and loaded to ${hex(loadAddress)}`]),
    ...(architecture !== "arm64" || loadAddress % ARM64_ALIGN_BYTES === 0
      ? []
      : [`is loaded to ${hex(loadAddress)}, which is no multiple of ${hex(ARM64_ALIGN_BYTES)}`]),
  ];
}
