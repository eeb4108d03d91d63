/** The file that is a virtual machine's second disk. */
import { stat } from "node:fs/promises";
import { userError } from "../error.ts";

/** Refuses what QEMU would not take, or would take amiss. */
export async function checkDisk(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
    throw userError({
      message: `Disk '${file}' is not there, expected a file that is as long as the disk is to be`,
      try: `truncate -s 4M ${file}`,
    });
  });
  if (!found.isFile() && !found.isBlockDevice()) {
    throw userError({
      message: `Disk '${file}' is no file, expected one that is as long as the disk is to be`,
    });
  }
}
