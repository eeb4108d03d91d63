import { defineConfig } from "vitest/config";

// unit: pure and quick, runs anywhere. program: starts the command itself. nix: asks a real Nix. qemu: boots images.
// long: what needs a kernel of its own, many minutes each; `./run-tests --all` runs it too.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{src,runtime,modules,packages,services,devices,tools,inputs}/**/*.test.ts"],
          testTimeout: 60_000, // for machines that are busy with builds
        },
      },
      {
        test: {
          name: "program",
          include: ["tests/{errors,guides,user-repository}/**/*.test.ts"],
          testTimeout: 120_000,
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
          name: "long",
          include: ["tests/long/**/*.test.ts"],
          testTimeout: 5_400_000,
          hookTimeout: 5_400_000,
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
