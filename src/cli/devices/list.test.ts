import { expect, test } from "vitest";
import { runInTest } from "../run-in-test.ts";

test("devices are listed with what they are and how far they are supported, and then how that was checked", async () => {
  const { stdout, status } = await runInTest(["devices"]);
  expect(status).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toMatch(/^NAME +WHAT IT IS +SOC +RAM +FLASH +RADIOS +SUPPORT$/);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^gl-ar750 +GL\.iNet GL-AR750 \(Creta\) +QCA9531 +128 MB +16 MB NOR +2\.4 GHz 802\.11n, 5 GHz 802\.11ac +experimental$/,
    ),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^qemu +QEMU Malta.* +emulated +256 MB .* works$/));
  expect(lines).toContainEqual(expect.stringMatching(/^gl-mt300a: Linux has no drivers for its flash/));
  expect(lines).toContainEqual(expect.stringMatching(/^gl-ar750: .* never run on the board/));
});

test("a board that there is no image for is no device to build for", async () => {
  const { status, stderr } = await runInTest(["check", "examples/hello", "--device", "gl-mt300n-v2"]);
  expect(status).toBe(1);
  expect(stderr).toBe(
    [
      "error: There is no image for 'gl-mt300n-v2' (GL.iNet GL-MT300N-V2 (Mango)) yet: its WAN and LAN sockets would be one network",
      "  try: docs/devices/gl-mt300n-v2.md, which says what is missing",
      "",
    ].join("\n"),
  );
});

test("a board is not run in QEMU", async () => {
  const { status, stderr } = await runInTest(["run", "examples/hello", "--device", "gl-ar750"]);
  expect(status).toBe(1);
  expect(stderr).toContain("error: Device 'gl-ar750' is a board, which QEMU has not");
});
