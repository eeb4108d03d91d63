import { expect, test } from "vitest";
import { cannotStart } from "./emulator.ts";

test.each([
  ["qemu-system-mips", "qemu-system-mips"],
  ["qemu-system-mipsel", "qemu-system-mips"],
  ["qemu-system-arm", "qemu-system-arm"],
  ["qemu-system-aarch64", "qemu-system-arm"],
])("where %s is missing, one is told of Debian's package %s", (emulator, debian) => {
  expect(cannotStart(emulator, { code: "ENOENT", message: "" }).message).toBe(
    `error: '${emulator}' is not installed, expected it in PATH\n  try: apt-get install ${debian}`,
  );
});
