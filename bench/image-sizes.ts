/** How large what is flashed or booted is. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

export interface ImageSizes {
  readonly squashfsBytes: number;
  /** Stripped ELF. */
  readonly kernelBytes: number;
  /** The same by `xz -9`, about what a compressed uImage takes. */
  readonly kernelXzBytes: number;
}

export async function imageSizes(vmroot: string): Promise<ImageSizes> {
  const kernel = join(vmroot, "vmlinux");
  const { stdout } = await promisify(execFile)("xz", ["-9", "--check=crc32", "--stdout", kernel], {
    encoding: "buffer",
    maxBuffer: 2 ** 28,
  });
  return {
    squashfsBytes: (await stat(join(vmroot, "rootfs.squashfs"))).size,
    kernelBytes: (await stat(kernel)).size,
    kernelXzBytes: stdout.length,
  };
}
