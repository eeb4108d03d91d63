import { spawnSync } from "node:child_process";
import { isatty } from "node:tty";

/**
 * Remembers how the terminal is set and, when disposed of, sets it so again. QEMU puts it back itself, but
 * not when it is killed. A no-op where standard input is no terminal.
 */
export function keepTerminal(): Disposable {
  const saved = isatty(0) ? stty("-g") : undefined;
  const restore = (): void => {
    process.off("exit", restore);
    if (saved !== undefined) stty(saved);
  };
  process.on("exit", restore);
  return { [Symbol.dispose]: restore };
}

function stty(argument: string): string | undefined {
  const { status, stdout } = spawnSync("stty", [argument], {
    stdio: ["inherit", "pipe", "ignore"],
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : undefined;
}
