/** A virtual machine on the terminal that it is started from. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { qemuArguments } from "./arguments.ts";
import { checkDisk } from "./disk.ts";
import { cannotStart, endedBadly, howEnded } from "./emulator.ts";
import { Guardian } from "./guardian.ts";
import { keepTerminal } from "./keep-terminal.ts";
import { extraArguments, nicsOf, type RunOptions } from "./options.ts";
import { openSecrets } from "./secrets.ts";
import { readVm } from "./vm.ts";

/**
 * Boots a built `vmroot` and gives its console, until it powers off or is ended by ^P x. The terminal is
 * left as it was found.
 */
export async function runForeground(vmroot: string, options: RunOptions = {}): Promise<void> {
  const vm = await readVm(vmroot);
  await checkDisk(options.disk);
  await using secrets = await openSecrets(options.secrets);
  const argv = qemuArguments(vm, {
    consoles: { kind: "terminal" },
    nics: (await options.networks?.plug(nicsOf(options))) ?? nicsOf(options),
    disk: options.disk,
    secrets: secrets !== undefined,
    extra: extraArguments(process.env),
  });
  using _terminal = keepTerminal();
  const qemu = spawn(vm.emulator, argv, {
    stdio: ["inherit", "inherit", "inherit", ...(secrets === undefined ? [] : [secrets.fd])],
  });
  const guardian = new Guardian();
  if (qemu.pid !== undefined) guardian.guard(qemu.pid);
  const end = (): void => void qemu.kill("SIGTERM");
  options.signal?.addEventListener("abort", end);
  try {
    const [code, signal] = (await once(qemu, "close").catch((error) => {
      throw cannotStart(vm.emulator, error);
    })) as [number | null, NodeJS.Signals | null];
    // What was wrong, QEMU has said on the terminal.
    if (code !== 0 && !options.signal?.aborted)
      throw endedBadly(vm.emulator, argv, howEnded(code, signal), "");
  } finally {
    guardian.dismiss();
    options.signal?.removeEventListener("abort", end);
  }
}
