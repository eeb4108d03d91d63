import { duplexPair, PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { attach } from "./attach.ts";

/** A terminal that says what was done to it, and a console that somebody is at the other end of. */
function scene() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => modes.push(on),
  });
  const output = new PassThrough();
  const [console, guest] = duplexPair();
  return { modes, input, output, console, guest };
}

test("keys go to the console, its text to the terminal, and ^O ends it", async () => {
  const { modes, input, output, console, guest } = scene();
  guest.write("login: ");
  input.write("root\r");
  input.write("more\x0fnever sent");
  expect(await attach(console, { input, output })).toBe("user");
  expect(await text(guest)).toBe("root\rmore");
  expect(output.read().toString()).toBe("login: ");
  expect(modes).toEqual([true, false]);
});

test("the end of the virtual machine ends it, and the terminal is put back", async () => {
  const { modes, input, output, console } = scene();
  console.destroy();
  expect(await attach(console, { input, output })).toBe("console");
  expect(modes).toEqual([true, false]);
});

test("a broken connection is an end as any other", async () => {
  const { modes, input, output, console } = scene();
  console.destroy(new Error("ECONNRESET"));
  expect(await attach(console, { input, output })).toBe("console");
  expect(modes).toEqual([true, false]);
});

test("a signal ends it, and the terminal is put back", async () => {
  const { modes, input, output, console } = scene();
  expect(await attach(console, { input, output }, AbortSignal.abort())).toBe("user");
  expect(modes).toEqual([true, false]);
});

test("the end of an input that is no terminal ends it", async () => {
  const { output, console, guest } = scene();
  const input = new PassThrough();
  input.end("poweroff\n");
  expect(await attach(console, { input, output })).toBe("user");
  expect(await text(guest)).toBe("poweroff\n");
});
