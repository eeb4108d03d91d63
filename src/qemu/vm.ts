/** The `vmroot` output as a value: what it takes to start QEMU, as `vm.json` in it says. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type LiminixError, userError } from "../error.ts";

const vmSchema = z
  .strictObject({
    emulator: z.string().regex(/^qemu-system-\w+$/, "expected qemu-system-… of some architecture"),
    machine: z.array(z.string()),
    memoryMb: z.int().positive(),
    kernel: z.string().min(1),
    rootfs: z.string().min(1),
    commandLine: z.string(),
  })
  .readonly();

/** One virtual machine. In `vm.json` the kernel and root filesystem are names beside it; read, they are whole paths. */
export type Vm = z.infer<typeof vmSchema>;

/** Reads a built `vmroot`. Anything else is refused with what was expected there. */
export async function readVm(vmroot: string): Promise<Vm> {
  const directory = resolve(vmroot);
  const file = join(directory, "vm.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") throw notVmroot(directory, "it has no vm.json");
    throw error;
  });
  const parsed = vmSchema.safeParse(parseJson(text, directory));
  if (!parsed.success) throw notVmroot(directory, "its vm.json does not fit", z.prettifyError(parsed.error));
  const vm = parsed.data;
  return Object.freeze({
    ...vm,
    kernel: resolve(directory, vm.kernel),
    rootfs: resolve(directory, vm.rootfs),
  });
}

function parseJson(text: string, directory: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notVmroot(directory, "its vm.json is not JSON", (error as SyntaxError).message);
  }
}

function notVmroot(directory: string, because: string, detail = ""): LiminixError {
  return userError({
    message: `'${directory}' is not a virtual machine: ${because}`,
    details: detail === "" ? [] : detail.split("\n"),
    try: "liminix build CONFIGURATION --device qemu --output vmroot",
  });
}
