/** From a configuration, or an image of it, to a machine that takes commands. */
import type { Configuration } from "../config/index.ts";
import {
  checkDisk,
  type InterfaceName,
  interfaceNames,
  type Nic,
  readVm,
  type Secrets,
} from "../qemu/index.ts";
import type { Device } from "../system/device.ts";
import { buildVmroot } from "./build-vmroot.ts";
import { type Limit, Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import { QemuProcess } from "./qemu-process.ts";

/** An emulated device to build for, where it is not the configuration's own. */
export interface BuildOptions {
  readonly device?: Device;
}

/** What a machine has, and is plugged into; an interface that is not named has no cable. */
export interface BootOptions extends Limit, Readonly<Partial<Record<InterfaceName, Network>>> {
  /** What errors call it; "machine-1" and so on, unless given. */
  readonly name?: string;
  /** Interfaces whose cable is out when it begins; `plug` puts it in. */
  readonly unplugged?: readonly InterfaceName[];
  /** What it finds in /run/secrets. */
  readonly secrets?: Secrets;
  /** A file that is its second disk, /dev/vdb; what it writes there is there when it is booted again. */
  readonly disk?: string;
  /** How much memory it has; what its device has, unless given. */
  readonly memoryMb?: number;
}

let booted = 0;

/**
 * Builds a configuration for its own device, or for `qemu`, boots it, and waits until it takes commands.
 * One configuration is built once, however often it is booted.
 */
export async function boot(
  configuration: Configuration,
  options: BootOptions & BuildOptions = {},
): Promise<Machine> {
  return await bootVmroot(await buildVmroot(configuration, options.device), options);
}

/** Boots a built `vmroot` with the test console in it, and waits until it takes commands. */
export async function bootVmroot(vmroot: string, options: BootOptions = {}): Promise<Machine> {
  const { secrets, disk, memoryMb, unplugged = [] } = options;
  const described = await readVm(vmroot);
  const vm = memoryMb === undefined ? described : { ...described, memoryMb };
  await checkDisk(disk);
  const number = ++booted;
  const name = options.name ?? `machine-${number}`;
  const nics = { access: nicOf(number, "access", options.access), lan: nicOf(number, "lan", options.lan) };
  const machine = new Machine(name, vm, await QemuProcess.start({ name, vm, nics, secrets, disk }));
  try {
    for (const nic of interfaceNames)
      if (options[nic] === undefined || unplugged.includes(nic)) await machine.unplug(nic);
    await machine.untilReady(options);
    return machine;
  } catch (error) {
    await machine[Symbol.asyncDispose]();
    throw error;
  }
}

function nicOf(machine: number, name: InterfaceName, network: Network | undefined): Nic {
  return {
    mac: macOf(machine, interfaceNames.indexOf(name)),
    cable: network?.cable ?? { kind: "unplugged" },
  };
}

/** Of the same kind as the conventional addresses, and different for every interface of every machine here. */
function macOf(machine: number, nic: number): string {
  const bytes = [0xba, 0xad, 0x1d, machine >> 8, machine & 0xff, nic + 1];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}
