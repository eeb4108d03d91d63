import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { firmware, firmwareFolder } from "../../packages/firmware/package.ts";
import { wirelessRegdb } from "../../packages/wireless-regdb/package.ts";
import { built, saidBy } from "../../src/testing/built.ts";

const atheros = (file: string) =>
  firmware({ from: "firmware-atheros", licence: "binary-redist-Qualcomm-Atheros", files: [file] });

test("a folder of firmware has the files that were named, the frequencies, and what must be passed on with them", async () => {
  const file = "ath10k/QCA9887/hw1.0/firmware-5.bin";
  const out = await built(firmwareFolder([wirelessRegdb, atheros(file)]));
  const bytes = (name: string) => readFileSync(join(out, "lib/firmware", name));
  expect(bytes(file).subarray(0, 11).toString()).toBe("QCA-ATH10K\0");
  // Its first four bytes (net/wireless/reg.c).
  expect(bytes("regulatory.db").subarray(0, 4).toString()).toBe("RGDB");
  expect(bytes("regulatory.db.p7s").length).toBeGreaterThan(100);
  const licence = readFileSync(join(out, "share/licences/binary-redist-Qualcomm-Atheros"), "utf8");
  expect(licence).toContain("for use solely in conjunction with a Qualcomm Atheros, Inc.");
  expect(licence).not.toContain("MediaTek");
});

test("a file that Debian's package lacks ends the build, with those that are near", async () => {
  const said = await saidBy(atheros("ath10k/QCA9887/hw1.0/firmware-7.bin"));
  expect(said).toContain(
    "Firmware 'ath10k/QCA9887/hw1.0/firmware-7.bin' is not in Debian's package firmware-atheros, which has:",
  );
  expect(said).toContain("  ath10k/QCA9887/hw1.0/firmware-5.bin");
});
