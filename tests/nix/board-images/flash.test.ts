/** An image for the flash, read back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flashImage } from "../../../src/image/flash-image.ts";
import { readScript, readUimage } from "../../../src/image/read/index.ts";
import { sh } from "../../../src/recipe/fragment.ts";
import { type Build, defineBuild } from "../../../src/recipe/recipe.ts";
import { defineFlash } from "../../../src/system/flash.ts";
import { built, saidBy } from "../../../src/testing/built.ts";
import { addresses, flash, image, ROOT_BYTES, rootfs } from "./stand-ins.ts";

const forFlash = (parts: typeof flash, contents: { readonly image?: Build; readonly rootfs?: Build } = {}) =>
  flashImage({
    image,
    rootfs,
    ...contents,
    flash: parts,
    installation: { kernel: "kernel", root: "rootfs", flashAddress: 0x9f00_0000 },
    fetchAddress: 0x8100_0000,
    ...addresses,
  });

/** The same with partitions that end elsewhere. */
const withEnds = (kernelEnd: number, rootEnd: number) =>
  defineFlash({
    ...flash,
    partitions: {
      ...flash.partitions,
      kernel: { from: 0x4_0000, to: kernelEnd },
      rootfs: { from: kernelEnd, to: rootEnd },
    },
  });

test("an image for the flash has the kernel's image at its start and the root filesystem where its partition begins", async () => {
  const out = await built(forFlash(flash));
  const firmware = readFileSync(join(out, "firmware.bin"));
  const rootAt = 0x7_0000;
  expect(readUimage(firmware).name).toBe("Liminix Linux");
  expect(firmware.subarray(rootAt, rootAt + ROOT_BYTES).equals(readFileSync(await built(rootfs)))).toBe(true);
  expect(firmware.length % flash.eraseBytes).toBe(0);
  const size = `0x${firmware.length.toString(16)}`;
  expect(readScript(readFileSync(join(out, "flash.scr")))).toBe(
    [
      "setenv ipaddr 192.168.8.251",
      "setenv serverip 192.168.8.148",
      `tftpboot 0x81000000 firmware.bin && iminfo 0x81000000 && erase 0x9f040000 +${size} && cp.b 0x81000000 0x9f040000 ${size}`,
      "",
    ].join("\n"),
  );
});

const ofBytes = (bytes: number) =>
  defineBuild({ name: "bytes", environment: "bare", script: () => sh`truncate -s ${bytes} $out` });

test("an image that is one byte too large is never made, and the one that just fits is", async () => {
  const tight = withEnds(0xb_0000, 0xd_0000);
  await built(forFlash(tight, { image: ofBytes(0x7_0000), rootfs: ofBytes(0x2_0000) }));
  expect(await saidBy(forFlash(tight, { image: ofBytes(0x7_0001) }))).toEqual([
    "The kernel for partition 'kernel' is 1 bytes too large: it has 458753, and its place 458752",
    "  kernel takes 458753",
  ]);
  expect(await saidBy(forFlash(tight, { rootfs: ofBytes(0x2_0001) }))).toEqual([
    "The root filesystem for partition 'rootfs' is 1 bytes too large: it has 131073, and its place 131072",
    "  rootfs takes 131073",
    "  the largest in rootfs, unpacked:",
  ]);
});

test("an image is written in one piece, so its partitions have nothing between them", () => {
  const apart = defineFlash({
    ...flash,
    partitions: { ...flash.partitions, kernel: { from: 0x4_0000, to: 0xa_0000 } },
  });
  expect(() => forFlash(apart)).toThrow(
    "Partition 'rootfs' (0x000b0000-0x000f0000) expects to begin where 'kernel' (0x00040000-0x000a0000) ends: both are written as one",
  );
});
