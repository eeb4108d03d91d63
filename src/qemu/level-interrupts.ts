/**
 * Malta's PCI devices share interrupts 10 and 11, which its PIIX4 takes for edges until it is told otherwise: YAMON does that, and
 * QEMU has no YAMON. By edges, a device that asks while another on its line is still asking is never heard, and networks and disks
 * stand still under load. The register is ELCR2 of the PIIX4, port 0x4d1, whose bits 2 and 3 these are; Linux leaves it as it is.
 */
import type { Control } from "./control.ts";
import type { Vm } from "./vm.ts";

/** Has a Malta's interrupts taken for levels, if it is one; in time if it is told before its devices are used. */
export async function levelInterrupts({ machine }: Vm, control: Control): Promise<void> {
  if (!machine.includes("malta")) return;
  await control.execute("human-monitor-command", { "command-line": "o /b 0x4d1 0x0c" });
}
