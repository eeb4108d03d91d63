/** What can go wrong in starting QEMU, as errors that say what to do. */
import { type LiminixError, systemError } from "../error.ts";
import { quoteWords } from "./shell-words.ts";

/** QEMU could not be started at all; `error` is what the system said. */
export function cannotStart(
  emulator: string,
  error: { readonly code?: unknown; readonly message: string },
): LiminixError {
  if (error.code === "ENOENT") {
    return systemError({
      message: `'${emulator}' is not installed, expected it in PATH`,
      try: `apt-get install ${packages[emulator] ?? emulator}`,
    });
  }
  return systemError({ message: `'${emulator}' cannot be started: ${error.message}` });
}

/** Debian's packages, where their names are not the emulators' own. */
const packages: Readonly<Record<string, string>> = {
  "qemu-system-aarch64": "qemu-system-arm",
  "qemu-system-mipsel": "qemu-system-mips",
};

/** QEMU ended by itself, and not because the guest was done. */
export function endedBadly(
  emulator: string,
  argv: readonly string[],
  how: string,
  stderr: string,
): LiminixError {
  return systemError({
    message: `'${emulator}' ended ${how}`,
    details: stderr.trim() === "" ? [] : stderr.trim().split("\n"),
    try: `what it was given, to repeat it: ${quoteWords([emulator, ...argv])}`,
  });
}

/** "with status 1", "by SIGKILL". */
export function howEnded(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `with status ${code}` : `by ${signal}`;
}
