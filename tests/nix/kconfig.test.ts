import { expect, test } from "vitest";
import { busybox } from "../../packages/busybox/package.ts";
import { linux } from "../../packages/linux/package.ts";
import type { Package } from "../../src/recipe/package.ts";
import { saidBy } from "../../src/testing/built.ts";

/** The end of the log of a build that must fail. */
const complaint = async (recipe: Package): Promise<string> => (await saidBy(recipe)).join("\n");

test("kernel options that did not survive fail the build, which says what each one needs", async () => {
  const said = await complaint(
    linux({
      config: {
        MIPS_MALTA: "y",
        CPU_BIG_ENDIAN: "y",
        SQUASHFS: "y",
        NF_TABLES: "y",
        SQUASHFS_XY: "y",
        IO_URING: "n",
        OF: "n",
        INET: "m",
      },
    }),
  );
  expect(said).toContain("kernel options that did not survive:");
  expect(said).toContain("  SQUASHFS: asked for y, got n\n    needs MISC_FILESYSTEMS [=n]");
  expect(said).toContain(
    "  NF_TABLES: asked for y, got n\n    needs NET [=n]\n    needs INET [=n]\n    needs NETFILTER [=n]",
  );
  expect(said).toContain("  SQUASHFS_XY: asked for y, but this kernel has no option of that name");
  expect(said).toContain("  IO_URING: asked for n, got y\n    needs EXPERT [=n]");
  expect(said).toContain("  OF: asked for n, got y\n    is selected by USE_OF [=y]");
});

test("busybox' options that did not survive fail the build, with what they depend on", async () => {
  const said = await complaint(
    busybox({ applets: ["udhcpc6", "frobnicate"], options: { FEATURE_IPV6: "n" } }),
  );
  expect(said).toContain("busybox options that did not survive:");
  expect(said).toContain("  FROBNICATE: asked for y, but this busybox has no option or applet of that name");
  expect(said).toContain("  UDHCPC6: asked for y, got n\n    needs FEATURE_IPV6");
});
