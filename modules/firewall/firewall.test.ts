import { expect, test } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import { forwarding } from "../../services/forwarding/service.ts";
import { warningsOf } from "../../src/config/index.ts";
import { defineConfiguration, named, type Service } from "../../src/index.ts";
import { evaluate, loadValue } from "../../src/pipeline.ts";

const warnings = async (router: Service) => {
  const configuration = defineConfiguration({ firewall: { enable: true }, services: { router } });
  return warningsOf(evaluate(await loadValue(configuration, qemu))).map(({ message }) => message);
};

test("a router that forwards without waiting for its firewall is warned of", async () => {
  expect(await warnings(forwarding({}))).toContain(
    "Service 'router' forwards before the firewall has its rules",
  );
  expect(await warnings(forwarding({}, { dependencies: [named("firewall")] }))).not.toContainEqual(
    expect.stringContaining("forwards before"),
  );
});
