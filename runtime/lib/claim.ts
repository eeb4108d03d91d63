/**
 * The tests that run where programs run: under limjs, on the build machine or the router. Each claim prints a
 * line; the first that does not hold ends the program with its error.
 */
import * as std from "std";

/** Runs one test; the next one starts when it has ended. */
export async function claim(what: string, holds: () => void | Promise<void>): Promise<void> {
  try {
    await holds();
  } catch (error) {
    const { stack } = error as Error;
    std.err.puts(`not ok: ${what}\n${error}\n${stack}`);
    std.exit(1);
  }
  std.out.puts(`ok: ${what}\n`);
  std.out.flush();
}

/** Fails unless both are the same by their JSON. */
export function same(got: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

/** Fails unless it throws an error whose `code`, or else `name`, is this one. */
export function throws(code: string, act: () => void): void {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  const { code: got, name } = (thrown ?? {}) as { readonly code?: string; readonly name?: string };
  same(got ?? name, code);
}
