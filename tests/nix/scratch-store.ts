/** A real Nix with a store of its own in a temporary folder, which goes when the test ends. */
import { execFile } from "node:child_process";
import { chmod, lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface ScratchStore extends AsyncDisposable {
  /** The folder, to be given to `openStore`. */
  readonly store: string;
  /** Runs one of Nix's commands on it and gives its standard output. */
  readonly nix: (command: string, ...args: readonly string[]) => Promise<Buffer>;
}

export async function scratchStore(): Promise<ScratchStore> {
  const store = await mkdtemp(join(tmpdir(), "nix-test-"));
  const env = { ...process.env, NIX_CONFIG: `store = ${store}\nsubstituters =\n` };
  return {
    store,
    async nix(command, ...args) {
      const options = { env, encoding: "buffer", maxBuffer: 1 << 28 } as const;
      return (await promisify(execFile)(command, args, options)).stdout;
    },
    async [Symbol.asyncDispose]() {
      await makeWritable(store);
      await rm(store, { recursive: true, force: true });
    },
  };
}

/** Folders in a store are read-only, which keeps all but root from emptying them. */
async function makeWritable(folder: string): Promise<void> {
  if (!(await lstat(folder)).isDirectory()) return;
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) await makeWritable(join(folder, name));
}
