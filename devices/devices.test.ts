/** Every board, as far as one gets without building: it evaluates, and nothing in its memory or flash is in the way of anything else. */
import { describe, expect, test } from "vitest";
import gateway from "../examples/gateway/configuration.ts";
import hello from "../examples/hello/configuration.ts";
import { deviceNames, loadDevice, loadUnsupported, unsupportedNames } from "../src/content.ts";
import { compose } from "../src/image/compose.ts";
import type { Configuration } from "../src/index.ts";
import { assemble, evaluate, load, loadValue } from "../src/pipeline.ts";

const devices = await Promise.all(deviceNames().map(loadDevice));

describe.each(devices.map((device) => ({ name: device.name, device })))("$name", ({ name, device }) => {
  test("evaluates with every example, and has its default output", async () => {
    const examples = [hello, gateway(device as Parameters<typeof gateway>[0])];
    for (const example of examples) {
      const outputs = compose(assemble(await loadValue(example, device)));
      expect(outputs.default).toBe(outputs[device.defaultOutput]);
    }
  });

  test("is found by its name", () => expect(device.name).toBe(name));
});

const boards = devices.filter(({ board }) => board !== undefined);

test.each(boards.map((device) => ({ name: device.name, device })))(
  "$name has one kernel, whatever it is used for",
  async ({ device }) => {
    const optionsWith = async (example: Configuration) =>
      evaluate(await loadValue(example, device)).kernel.config;
    expect(await optionsWith(gateway(device as Parameters<typeof gateway>[0]))).toEqual(
      await optionsWith(hello),
    );
  },
);

test("boards with the same processor have the same kernel", async () => {
  const [one, other] = await Promise.all(
    ["belkin-rt3200", "bananapi-r64"].map(
      async (name) => evaluate(await loadValue(hello, await loadDevice(name))).kernel,
    ),
  );
  expect(one?.config).toEqual(other?.config);
  expect(one?.patches).toEqual(other?.patches);
});

test("a board that there is no image for says why when it is asked for", async () => {
  for (const name of unsupportedNames()) {
    const { because, title } = await loadUnsupported(name);
    await expect(load("examples/hello", name)).rejects.toThrow(
      `There is no image for '${name}' (${title}) yet: ${because}`,
    );
  }
});
