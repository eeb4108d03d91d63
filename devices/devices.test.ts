/** Every device, found by its folder, with every example, as far as one gets without building. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { deviceNames, loadUnsupported, unsupportedNames } from "../src/content.ts";
import { LiminixError } from "../src/error.ts";
import { assemble, compose, evaluate, load, loadDevice } from "../src/pipeline.ts";

const examples = readdirSync(new URL("../examples/", import.meta.url));
const pairs = deviceNames().flatMap((device) => examples.map((example) => ({ device, example })));

/** The outputs of an example for a device; `undefined` if it names what the device has not. */
async function outputsOf(device: string, example: string) {
  const path = fileURLToPath(new URL(`../examples/${example}`, import.meta.url));
  const loaded = await load(path, device).catch((error: unknown) => {
    if (error instanceof LiminixError && /has no (interface|port|radio|band) '/.test(error.message))
      return undefined;
    throw error;
  });
  return loaded === undefined ? undefined : compose(assemble(loaded));
}

test.each(pairs)(
  "$device makes its outputs of $example, if that names only what it has",
  async ({ device, example }) => {
    const { interfaces, defaultOutput } = await loadDevice(device);
    const outputs = await outputsOf(device, example);
    const mustWork = example === "hello" || ("wan" in interfaces && "lan" in interfaces);
    if (mustWork) expect(Object.keys(outputs ?? {})).toContain(defaultOutput);
  },
);

describe("emulated devices", () => {
  test.each(["qemu", "qemu-aarch64", "qemu-armv7l", "qemu-mipsel"])(
    "%s makes what can be run of every example",
    async (device) => {
      for (const example of examples) expect(await outputsOf(device, example)).toHaveProperty("vmroot");
    },
  );
});

const devices = await Promise.all(deviceNames().map(loadDevice));
const boards = devices.flatMap(({ name, emulation }) => (emulation === undefined ? [name] : []));

test.each(boards)("%s has one kernel, whatever it is used for", async (name) => {
  const [first, ...others] = await Promise.all(
    examples.map(async (example) => {
      const path = fileURLToPath(new URL(`../examples/${example}`, import.meta.url));
      return evaluate(await load(path, name)).kernel.config;
    }),
  );
  for (const other of others) expect(other).toEqual(first);
});

test("a board that there is no image for says why when it is asked for", async () => {
  for (const name of unsupportedNames()) {
    const { because, title } = await loadUnsupported(name);
    await expect(load("examples/hello", name)).rejects.toThrow(
      `There is no image for '${name}' (${title}) yet: ${because}`,
    );
  }
});
