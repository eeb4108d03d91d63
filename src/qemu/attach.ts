/** Keys to a console and its text to a terminal, until ^O. */
import type { Duplex, Readable, Writable } from "node:stream";

const leave = 0x0f; // ^O

export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };
  readonly output: Writable;
}

/**
 * Joins a terminal to a console. Ends with who ended it: the user by ^O, by the end of the input or by the
 * signal, or the console by closing. The terminal is left as it was found.
 */
export async function attach(
  console: Duplex,
  { input, output }: Terminal,
  signal?: AbortSignal,
): Promise<"user" | "console"> {
  const raw = input.isTTY === true;
  const stop = new AbortController();
  const { signal: stopped } = stop;
  if (raw) input.setRawMode?.(true);
  try {
    return await new Promise((resolve) => {
      const byUser = (): void => resolve("user");
      const onKeys = (keys: Buffer): void => {
        const end = keys.indexOf(leave);
        console.write(end < 0 ? keys : keys.subarray(0, end));
        if (end >= 0) byUser();
      };
      console.on("data", (text: Buffer) => output.write(text));
      console.on("error", () => {}); // "close" follows
      console.on("close", () => resolve("console"));
      input.on("data", onKeys).on("end", byUser);
      stopped.addEventListener("abort", () => input.off("data", onKeys).off("end", byUser).pause());
      signal?.addEventListener("abort", byUser, { signal: stopped });
      if (signal?.aborted) byUser();
    });
  } finally {
    stop.abort();
    if (raw) input.setRawMode?.(false);
    console.end();
  }
}
