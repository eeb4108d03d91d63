/** From a virtual machine and how it is wired to QEMU's arguments. Nothing is looked at and nothing is started. */
import { netdev } from "./cable.ts";
import { type InterfaceName, interfaceNames, type Nics } from "./interfaces.ts";
import { optionValue } from "./option-value.ts";
import { secretsDescriptor, secretsWord } from "./secrets.ts";
import type { Vm } from "./vm.ts";

/** Where the console, the monitor and the port for commands end. */
export type Consoles =
  /** Console and monitor share the terminal that QEMU is started from; ^P changes between them. */
  | { readonly kind: "terminal" }
  /** QEMU listens on sockets in a directory; as a daemon, it goes on by itself. */
  | {
      readonly kind: "listening";
      readonly sockets: Sockets;
      readonly log: string;
      readonly pidFile: string;
      readonly daemonize: boolean;
    }
  /** QEMU connects to sockets that somebody listens on already, so that nothing it prints is lost. */
  | { readonly kind: "connecting"; readonly sockets: Omit<Sockets, "monitor"> };

export interface Sockets {
  /** The serial console. */
  readonly console: string;
  /** QEMU's monitor for people. */
  readonly monitor: string;
  /** The virtio serial port that commands are sent over. */
  readonly commands: string;
  /** QEMU's monitor for programs (QMP). */
  readonly control: string;
}

export interface Wiring {
  readonly consoles: Consoles;
  readonly nics: Nics;
  /** A file to write to, the guest's second disk. */
  readonly disk?: string | undefined;
  /** Whether QEMU is started with secrets at the descriptor for them. */
  readonly secrets?: boolean;
  /** Appended as they are. */
  readonly extra: readonly string[];
}

/**
 * Malta has interrupts for these PCI slots and no others (arch/mips/pci/fixup-malta.c), so every device has
 * its own by name; the other machines have it there too. Without a second disk, 21 is left for what a user adds;
 * QEMU's Malta takes it by itself, being the first that is free from 18 on.
 */
const slots = { root: 11, serial: 12, access: 18, lan: 19, entropy: 20, disk: 21 } as const;

/** The arguments of `vm.emulator`. */
export function qemuArguments(vm: Vm, wiring: Wiring): readonly string[] {
  const { consoles, nics, disk, secrets = false, extra } = wiring;
  return [
    ...["-nodefaults", "-no-user-config", "-no-reboot"],
    ...vm.machine,
    ...["-m", `${vm.memoryMb}`],
    ...["-display", "none"],
    ...["-kernel", vm.kernel, "-append", secrets ? `${vm.commandLine} ${secretsWord}` : vm.commandLine],
    ...["-drive", `if=none,id=root,format=raw,readonly=on,file=${optionValue(vm.rootfs)}`],
    ...["-device", `virtio-blk-pci,drive=root,addr=${slot("root")}`],
    ...(disk === undefined ? [] : diskArguments(disk)),
    ...["-device", `virtio-serial-pci,addr=${slot("serial")}`],
    ...consoleArguments(consoles),
    ...["-serial", "chardev:console"],
    ...["-device", "virtserialport,chardev=commands,name=liminix.commands"],
    ...(secrets ? secretsArguments : []),
    ...["-object", "rng-random,id=entropy,filename=/dev/urandom"],
    ...["-device", `virtio-rng-pci,rng=entropy,addr=${slot("entropy")}`],
    ...interfaceNames.flatMap((name) => nicArguments(name, nics)),
    ...extra,
  ];
}

function consoleArguments(consoles: Consoles): readonly string[] {
  switch (consoles.kind) {
    case "terminal":
      return [
        // ^C is the guest's: signal=off. ^P is character 16.
        ...["-chardev", "stdio,id=console,mux=on,signal=off", "-echr", "16"],
        ...["-mon", "chardev=console,mode=readline", "-chardev", "null,id=commands"],
      ];
    case "listening":
      return [
        ...(consoles.daemonize ? ["-daemonize"] : []),
        ...["-pidfile", consoles.pidFile],
        ...[
          "-chardev",
          `${listener("console", consoles.sockets.console)},logfile=${optionValue(consoles.log)}`,
        ],
        ...[
          "-chardev",
          listener("monitor", consoles.sockets.monitor),
          "-mon",
          "chardev=monitor,mode=readline",
        ],
        ...[
          "-chardev",
          listener("control", consoles.sockets.control),
          "-mon",
          "chardev=control,mode=control",
        ],
        ...["-chardev", listener("commands", consoles.sockets.commands)],
      ];
    case "connecting":
      return [
        ...["-chardev", dialler("console", consoles.sockets.console)],
        ...["-chardev", dialler("control", consoles.sockets.control), "-mon", "chardev=control,mode=control"],
        ...["-chardev", dialler("commands", consoles.sockets.commands)],
      ];
  }
}

const diskArguments = (file: string): readonly string[] => [
  ...["-drive", `if=none,id=disk,format=raw,file=${optionValue(file)}`],
  ...["-device", `virtio-blk-pci,drive=disk,addr=${slot("disk")}`],
];

/** A "pipe" is any file here: it is opened once more, at its beginning, and what is in it is sent. */
const secretsArguments: readonly string[] = [
  ...["-chardev", `pipe,id=secrets,path=/dev/fd/${secretsDescriptor}`],
  ...["-device", "virtserialport,chardev=secrets,name=liminix.secrets"],
];

const dialler = (id: string, path: string): string => `socket,id=${id},path=${optionValue(path)}`;
const listener = (id: string, path: string): string => `${dialler(id, path)},server=on,wait=off`;

function nicArguments(name: InterfaceName, nics: Nics): readonly string[] {
  const { mac, cable } = nics[name];
  return [
    ...["-netdev", netdev(name, cable)],
    // romfile: nothing boots from the network, and the ROM is in a package of its own.
    ...["-device", `virtio-net-pci,netdev=${name},mac=${mac},romfile=,addr=${slot(name)}`],
  ];
}

const slot = (device: keyof typeof slots): string => `0x${slots[device].toString(16)}`;
