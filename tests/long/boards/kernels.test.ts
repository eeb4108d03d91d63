/**
 * Kernels of boards, booted: QEMU has none of the boards, but the machine `virt`, whose drivers these kernels have besides
 * their own. What runs here is the very file that is flashed.
 */
import type { Device } from "liminix";
import { defineModule } from "liminix";
import rt3200 from "liminix/devices/belkin-rt3200";
import aarch64 from "liminix/devices/qemu-aarch64";
import armv7l from "liminix/devices/qemu-armv7l";
import omnia from "liminix/devices/turris-omnia";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { evaluate, loadValue } from "../../../src/pipeline.ts";

/** An emulated device with a board's kernel and all of its modules. */
async function withKernelOf(board: Device, emulated: Device): Promise<Device> {
  const { kernel } = evaluate(await loadValue(hello, board));
  const module = defineModule({
    meta: import.meta,
    imports: [emulated.module],
    config: { kernel: { package: kernel.package } },
  });
  return { ...emulated, module };
}

test.each([
  { board: rt3200, emulated: aarch64, processor: "aarch64" },
  { board: omnia, emulated: armv7l, processor: "armv7l" },
])(
  "the kernel of $board.name boots to its services on $emulated.name",
  async ({ board, emulated, processor }) => {
    const device = await withKernelOf(board, emulated);
    await using router = await boot(hello, { name: "hello", device });
    expect(await router.run("uname -m")).toBe(processor);
    await router.until("lim why website | grep 'has been ready'");
    await router.powerOff();
    expect(await router.untilEnded()).toBe("with status 0");
  },
);
