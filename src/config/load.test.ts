import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { LiminixError } from "../error.ts";
import { loadConfiguration } from "./load.ts";

const folder = mkdtempSync(join(tmpdir(), "liminix-load-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** A file with this text. It imports nothing: a configuration is known by its kind. */
function file(text: string): string {
  const name = join(folder, `${count++}.ts`);
  writeFileSync(name, text);
  return name;
}

const said = async (path: string, device?: { readonly name: string }): Promise<string> => {
  const thrown: unknown = await loadConfiguration(path, device).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof LiminixError)) throw new Error(`not a complaint: ${thrown}`);
  expect(thrown.status).toBe(1);
  return thrown.message.replaceAll(`${folder}/`, "");
};

const fixed = `export default { kind: "configuration", config: {}, imports: [], without: [], capture: {} };`;
const byDevice = `export default (device: { name: string }) => ({ kind: "configuration", config: { hostname: device.name } });`;

test("a file is loaded", async () => {
  expect(await loadConfiguration(file(fixed))).toMatchObject({ kind: "configuration" });
});

test("a folder is loaded by its configuration.ts", async () => {
  mkdirSync(join(folder, "attic"));
  writeFileSync(join(folder, "attic/configuration.ts"), fixed);
  expect(await loadConfiguration(join(folder, "attic"))).toMatchObject({ kind: "configuration" });
});

test("a function is called with the device", async () => {
  expect(await loadConfiguration(file(byDevice), { name: "qemu" })).toMatchObject({
    config: { hostname: "qemu" },
  });
});

test("a function wants a device", async () => {
  expect(await said(file(byDevice))).toMatch(
    /^error: '\d+\.ts' is a function of the device, and no device is named\n {2}try: --device NAME/,
  );
});

test("what is not there is told", async () => {
  expect(await said(join(folder, "none"))).toBe(
    "error: Configuration 'none' does not exist\n  try: give a file, or a folder with a configuration.ts",
  );
});

test("a folder without a configuration is told", async () => {
  mkdirSync(join(folder, "empty"));
  expect(await said(join(folder, "empty"))).toBe(
    "error: Folder 'empty' has no configuration.ts\n  try: liminix init empty",
  );
});

test.each([
  ["export default 3;", "exports 3, expected what defineConfiguration returns"],
  ["export default undefined;", "exports undefined, expected"],
  ["export default () => 3;", "exports 3, expected"],
  ["export const attic = 3;", "has no default export, only attic"],
  ["", "has no default export"],
  [`throw new TypeError("oh");`, "threw TypeError: oh"],
  [`export default () => { throw new TypeError("oh"); };`, "threw TypeError: oh"],
  [`throw "oh";`, 'threw "oh"'],
])("%s is told", async (text, expected) => {
  expect(await said(file(text), { name: "qemu" })).toContain(expected);
});

test("a file that is no program is told as such, not as Node does", async () =>
  await expect(loadConfiguration("README.md")).rejects.toThrow(
    "Configuration 'README.md' expects to be TypeScript, a file that ends in .ts",
  ));

test("a folder of folders that have configurations names them", async () =>
  await expect(loadConfiguration("examples")).rejects.toThrow(
    "Folder 'examples' has no configuration.ts\n  try: a folder in it that has one: examples/gateway, examples/hello",
  ));
