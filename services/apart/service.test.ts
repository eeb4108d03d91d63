import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileGraph, ethernet } from "../../src/index.ts";
import { staticUplink } from "../static-uplink/service.ts";
import { apart } from "./service.ts";

/** The status with which the script ends when the provider gives this address. */
function statusFor(network: string, address: string, prefixLength: number): number | null {
  const uplink = staticUplink({ interface: ethernet("eth0"), address: "192.0.2.7/24", gateway: "192.0.2.1" });
  const { services } = compileGraph({ wan: uplink, apart: apart({ uplink, network }) });
  const folder = mkdtempSync(join(tmpdir(), "liminix-apart-"));
  try {
    mkdirSync(join(folder, "wan"));
    writeFileSync(join(folder, "wan/address"), `${address}\n`);
    writeFileSync(join(folder, "wan/prefixLength"), `${prefixLength}\n`);
    const script = services.apart?.up?.content.parts.join("").replaceAll("/run/services/outputs", folder);
    return spawnSync("sh", ["-c", script ?? "exit 99"], { stdio: "ignore" }).status;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a provider's network that is another than the house's is well", () => {
  expect(statusFor("192.168.8.1/24", "192.0.2.7", 24)).toBe(0);
  expect(statusFor("192.168.8.1/24", "192.168.9.1", 24)).toBe(0);
  expect(statusFor("192.168.8.1/24", "192.168.9.1", 32)).toBe(0);
  expect(statusFor("10.0.0.1/8", "192.168.8.1", 32)).toBe(0);
});

test("one that is the same, is part of it, or has it as a part, is not", () => {
  expect(statusFor("192.168.8.1/24", "192.168.8.77", 24)).toBe(10);
  expect(statusFor("192.168.8.1/24", "192.168.8.77", 32)).toBe(10);
  expect(statusFor("192.168.8.1/24", "192.168.200.1", 16)).toBe(10);
  expect(statusFor("10.0.0.1/8", "10.200.3.4", 24)).toBe(10);
  expect(statusFor("192.168.8.1/24", "200.0.0.1", 0)).toBe(10);
});
