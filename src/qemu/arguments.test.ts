import { expect, test } from "vitest";
import { type Consoles, qemuArguments } from "./arguments.ts";
import { conventionalNics } from "./interfaces.ts";
import { nicsOf } from "./options.ts";
import type { Vm } from "./vm.ts";

const vm: Vm = {
  emulator: "qemu-system-mips",
  machine: ["-M", "malta", "-cpu", "24Kc"],
  memoryMb: 256,
  kernel: "/image/vmlinux",
  rootfs: "/image/rootfs.squashfs",
  commandLine: "console=ttyS0 root=/dev/vda",
};
const terminal: Consoles = { kind: "terminal" };

/** The values of an argument, in order. */
const valuesOf = (argv: readonly string[], name: string): readonly string[] =>
  argv.flatMap((word, index) => (word === name ? [argv[index + 1] ?? ""] : []));

const byHand = qemuArguments(vm, { consoles: terminal, nics: conventionalNics, extra: [] });

test("on a terminal, by convention, the arguments are these", () => {
  expect(byHand.join(" ").replaceAll(" -", "\n-")).toMatchInlineSnapshot(`
    "-nodefaults
    -no-user-config
    -no-reboot
    -M malta
    -cpu 24Kc
    -m 256
    -display none
    -kernel /image/vmlinux
    -append console=ttyS0 root=/dev/vda
    -drive if=none,id=root,format=raw,readonly=on,file=/image/rootfs.squashfs
    -device virtio-blk-pci,drive=root,addr=0xb
    -device virtio-serial-pci,addr=0xc
    -chardev stdio,id=console,mux=on,signal=off
    -echr 16
    -mon chardev=console,mode=readline
    -chardev null,id=commands
    -serial chardev:console
    -device virtserialport,chardev=commands,name=liminix.commands
    -object rng-random,id=entropy,filename=/dev/urandom
    -device virtio-rng-pci,rng=entropy,addr=0x14
    -netdev socket,id=access,mcast=230.0.0.1:1234,localaddr=127.0.0.1
    -device virtio-net-pci,netdev=access,mac=ba:ad:1d:ea:21:02,romfile=,addr=0x12
    -netdev socket,id=lan,mcast=230.0.0.1:1235,localaddr=127.0.0.1
    -device virtio-net-pci,netdev=lan,mac=ba:ad:1d:ea:21:01,romfile=,addr=0x13"
  `);
});

test("every device has a PCI slot of its own, of those that Malta gives interrupts to", () => {
  const taken = valuesOf(byHand, "-device").flatMap((device) => /addr=(\w+)/.exec(device)?.[1] ?? []);
  expect(new Set(taken).size).toBe(taken.length);
  for (const slot of taken) expect([11, 12, 18, 19, 20, 21]).toContain(Number(slot));
});

test("--lan takes the place of the conventional network, and leaves the other", () => {
  const nics = nicsOf({ lan: "user,hostfwd=tcp::2022-:22" });
  const argv = qemuArguments(vm, { consoles: terminal, nics, extra: [] });
  expect(valuesOf(argv, "-netdev")).toEqual([
    "socket,id=access,mcast=230.0.0.1:1234,localaddr=127.0.0.1",
    "user,hostfwd=tcp::2022-:22,id=lan",
  ]);
});

test("what is added comes last", () => {
  const argv = qemuArguments(vm, { consoles: terminal, nics: conventionalNics, extra: ["-s", "-S"] });
  expect(argv.slice(-2)).toEqual(["-s", "-S"]);
});

test("in the background, QEMU listens on sockets and writes its pid and a log", () => {
  const consoles: Consoles = {
    kind: "listening",
    sockets: { console: "/d/console", monitor: "/d/monitor", control: "/d/control", commands: "/d/commands" },
    log: "/d/console.log",
    pidFile: "/d/pid",
    daemonize: true,
  };
  const argv = qemuArguments(vm, { consoles, nics: conventionalNics, extra: [] });
  expect(argv).toContain("-daemonize");
  expect(valuesOf(argv, "-pidfile")).toEqual(["/d/pid"]);
  expect(valuesOf(argv, "-chardev")).toEqual([
    "socket,id=console,path=/d/console,server=on,wait=off,logfile=/d/console.log",
    "socket,id=monitor,path=/d/monitor,server=on,wait=off",
    "socket,id=control,path=/d/control,server=on,wait=off",
    "socket,id=commands,path=/d/commands,server=on,wait=off",
  ]);
});

test("under a test, QEMU connects, and has no monitor for people", () => {
  const sockets = { console: "/d/console", control: "/d/control", commands: "/d/commands" };
  const consoles: Consoles = { kind: "connecting", sockets };
  const argv = qemuArguments(vm, { consoles, nics: conventionalNics, extra: [] });
  expect(valuesOf(argv, "-chardev")).toEqual([
    "socket,id=console,path=/d/console",
    "socket,id=control,path=/d/control",
    "socket,id=commands,path=/d/commands",
  ]);
  expect(valuesOf(argv, "-mon")).toEqual(["chardev=control,mode=control"]);
});

test("a comma in a path does not end the path", () => {
  const argv = qemuArguments(
    { ...vm, rootfs: "/a,b/rootfs" },
    { consoles: terminal, nics: conventionalNics, extra: [] },
  );
  expect(valuesOf(argv, "-drive")[0]).toContain("file=/a,,b/rootfs");
});

test("a test's switch is reached by its socket, and no cable is a hub of its own", () => {
  const nics = {
    access: { mac: "ba:ad:1d:00:01:01", cable: { kind: "unplugged" } },
    lan: { mac: "ba:ad:1d:00:01:02", cable: { kind: "switch", socket: "/d/switch" } },
  } as const;
  expect(valuesOf(qemuArguments(vm, { consoles: terminal, nics, extra: [] }), "-netdev")).toEqual([
    "hubport,id=access,hubid=0",
    "stream,id=lan,server=off,addr.type=unix,addr.path=/d/switch",
  ]);
});
