import { expect, test } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import { only, radio, tuned } from "./hardware.ts";

const asked = (device: unknown, name: string): unknown =>
  (device as { interfaces: Record<string, unknown> }).interfaces[name];

test("the emulated board has the access network at wan and the home's at lan", () => {
  expect(qemu.interfaces).toMatchObject({ wan: { name: "eth0" }, lan: { name: "eth1" } });
  expect(JSON.parse(JSON.stringify(qemu.radios))).toEqual({});
});

test("an interface that a board lacks is told by name, where no compiler looks", () => {
  expect(() => asked(qemu, "wna")).toThrow(
    /^error: Device 'qemu' has no interface 'wna'\n {2}in src\/system\/device\.test\.ts:\d+:\d+\n {2}try: did you mean 'wan'/,
  );
});

test("so are a port and a band", () => {
  expect(() => only(qemu.interfaces.lan, { ports: ["lan5" as never] })).toThrow(
    "Interface 'eth1' has no port 'lan5'",
  );
  const wifi = radio("phy0", { bands: ["2g", "5g"] });
  expect(() => tuned(wifi, { band: "6g" as never })).toThrow("Radio 'phy0' has no band '6g'");
  expect(tuned(wifi, { band: "5g" })).toMatchObject({ radio: wifi, band: "5g" });
});
