import { createInterface } from "node:readline";
import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { Control } from "./control.ts";
import { levelInterrupts } from "./level-interrupts.ts";
import type { Vm } from "./vm.ts";

const machine = (...words: readonly string[]): Vm => ({
  ...{ emulator: "qemu-system-mips", machine: ["-M", ...words], memoryMb: 64 },
  ...{ kernel: "/kernel", rootfs: "/rootfs", commandLine: "" },
});

/** What a machine's QEMU is asked for. */
async function askedOf(vm: Vm): Promise<readonly unknown[]> {
  const [ours, theirs] = duplexPair();
  const asked: unknown[] = [];
  createInterface({ input: theirs }).on("line", (line) => {
    const { execute, arguments: args, id } = JSON.parse(line);
    if (execute !== "qmp_capabilities") asked.push([execute, args]);
    theirs.write(`${JSON.stringify({ return: {}, id })}\n`);
  });
  await levelInterrupts(vm, new Control(ours));
  return asked;
}

test("a Malta is told that its PCI interrupts are levels, and no other machine is told anything", async () => {
  const told = [["human-monitor-command", { "command-line": "o /b 0x4d1 0x0c" }]];
  expect(await askedOf(machine("malta", "-cpu", "24Kc"))).toEqual(told);
  expect(await askedOf(machine("virt"))).toEqual([]);
});
