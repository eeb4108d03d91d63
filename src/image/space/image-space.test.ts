import { expect, test } from "vitest";
import { imageSpace } from "./image-space.ts";

const kernel = (at: number, ...letters: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8192);
  bytes.set(letters, at);
  return bytes;
};

test.each([
  ["an ELF file", kernel(0, 0x7f, 0x45, 0x4c, 0x46)],
  ["a zImage", kernel(36, 0x18, 0x28, 0x6f, 0x01)],
  ["an Image", kernel(56, 0x41, 0x52, 0x4d, 0x64)],
])("%s is a kernel", (_, bytes) =>
  expect(imageSpace("image", [{ name: "kernel", bytes }])).toMatchObject({
    storedBytes: 8192,
    parts: [{ name: "kernel", storedBytes: 8192 }],
  }),
);

test("what is neither a kernel nor a root filesystem counts for nothing", () => {
  const others = [kernel(0), Buffer.from("a script"), Buffer.alloc(0)].map((bytes) => ({ name: "x", bytes }));
  expect(imageSpace("image", others)).toBeUndefined();
});

test("four letters of a root filesystem do not make one", () =>
  expect(imageSpace("image", [{ name: "x", bytes: kernel(4096, ...Buffer.from("hsqs")) }])).toBeUndefined());
