/** A board, or an emulated one: what it is, what it brings to a configuration, and how it is run or installed. */
import type { Module } from "../config/index.ts";
import type { Platform } from "../recipe/platform.ts";

/** How QEMU runs an emulated device. */
export interface Emulation {
  readonly emulator: "qemu-system-mips";
  readonly machine: readonly string[];
  readonly memoryMb: number;
}

export interface Device {
  readonly kind: "device";
  readonly name: string;
  readonly title: string;
  readonly platform: Platform;
  /** Its kernel options, console, root device: definitions like any other module's. */
  readonly module: Module;
  readonly emulation?: Emulation;
  /** The output that `liminix build` makes when none is named. */
  readonly defaultOutput: string;
}

/** A device; its folder below `devices/` has its name. */
export const defineDevice = (device: Omit<Device, "kind">): Device =>
  Object.freeze({ kind: "device", ...device });

export const isDevice = (value: unknown): value is Device =>
  typeof value === "object" && value !== null && (value as Partial<Device>).kind === "device";
