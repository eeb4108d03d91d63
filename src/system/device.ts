/** A board, or an emulated one: what it is, what it brings to a configuration, and how it is run or installed. */
import type { Module } from "../config/index.ts";
import type { Platform } from "../recipe/platform.ts";
import type { Board } from "./board.ts";
import { type NetworkInterface, parts, type Radio } from "./hardware.ts";
import type { Access, FirmwareFiles, Sheet, Support } from "./sheet.ts";

/** How QEMU runs an emulated device. */
export interface Emulation {
  readonly emulator: "qemu-system-mips" | "qemu-system-mipsel" | "qemu-system-arm" | "qemu-system-aarch64";
  readonly machine: readonly string[];
  readonly memoryMb: number;
}

interface Facts {
  readonly name: string;
  readonly title: string;
  readonly platform: Platform;
  /** Its kernel options, console, root device: definitions like any other module's. */
  readonly module: Module;
  readonly emulation?: Emulation;
  readonly board?: Board;
  /** For its line in the list of devices and its page; every board has them. */
  readonly sheet?: Sheet;
  readonly support?: Support;
  readonly access?: Access;
  /** What its radios load, for its page; the module has it in the image. */
  readonly firmware?: readonly FirmwareFiles[];
  /** Further paragraphs of its page, in Markdown. */
  readonly notes?: readonly string[];
  /** The output that `liminix build` makes when none is named. */
  readonly defaultOutput: string;
}

/**
 * A device by the interfaces and radios it must have: a configuration that is a function of
 * `Device<"lan" | "wan">` is for every board that has both, and can name no other.
 */
export interface Device<Interface extends string = string, RadioName extends string = string> extends Facts {
  readonly kind: "device";
  /** By the names that are printed on the box, or that everybody uses. */
  readonly interfaces: { readonly [K in Interface]: NetworkInterface };
  readonly radios: { readonly [K in RadioName]: Radio };
}

interface Hardware<I, R> {
  readonly interfaces: I;
  readonly radios: R;
}

/** A device; its folder below `devices/` has its name. What it has, and how that is called, is part of its type. */
export const defineDevice = <
  const I extends Readonly<Record<string, NetworkInterface>>,
  const R extends Readonly<Record<string, Radio>> = Record<never, never>,
>(
  device: Facts & { readonly interfaces: I; readonly radios?: R },
): Device<keyof I & string, keyof R & string> & Hardware<I, R> => {
  const owner = `Device '${device.name}'`;
  return Object.freeze({
    kind: "device",
    ...device,
    interfaces: parts("interface", owner, device.interfaces),
    radios: parts("radio", owner, device.radios ?? ({} as R)),
  });
};

export const isDevice = (value: unknown): value is Device =>
  typeof value === "object" && value !== null && (value as Partial<Device>).kind === "device";
