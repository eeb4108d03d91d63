/** The emulated devices: one for each platform, all of which can be run. */
import { expect, test } from "vitest";
import hello from "../examples/hello/configuration.ts";
import { deviceNames, loadDevice } from "../src/content.ts";
import { compose } from "../src/image/compose.ts";
import { assemble, loadValue } from "../src/pipeline.ts";

const devices = await Promise.all(deviceNames().map(loadDevice));
const emulated = devices.filter(({ emulation }) => emulation !== undefined);

test("there is one for every platform that boards have", () => {
  const platforms = new Set(devices.map(({ platform }) => platform.name));
  expect(new Set(emulated.map(({ platform }) => platform.name))).toEqual(platforms);
  expect(emulated.length).toBe(platforms.size);
});

test.each(emulated.map((device) => ({ name: device.name, device })))(
  "$name can be run",
  async ({ device }) => {
    expect(compose(assemble(await loadValue(hello, device)))).toHaveProperty("vmroot");
  },
);
