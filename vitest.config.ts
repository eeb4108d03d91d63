import { defineConfig } from "vitest/config";

// unit: pure and quick, runs anywhere. nix: asks a real Nix. qemu: boots images.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{src,modules,packages,devices,tools,inputs,tests/errors,tests/user-repository}/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          name: "nix",
          include: ["tests/nix/**/*.test.ts"],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "qemu",
          include: ["tests/qemu/**/*.test.ts"],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
