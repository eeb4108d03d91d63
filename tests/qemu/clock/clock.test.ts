import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

/** A process that only computes, and ends by itself. */
const busy = (seconds: number) =>
  spawn(process.execPath, ["-e", `const end = Date.now() + ${seconds * 1000}; while (Date.now() < end);`], {
    stdio: "ignore",
  });

/** What QEMU's 24Kc has: its counter ticks every 6 ns, at every second cycle (target/mips/cpu.c, hw/mips/malta.c). */
const MHz = 1000 / 3;

test("an emulated router's clock goes right even if it started on a busy host", async () => {
  const others = Array.from({ length: 3 * availableParallelism() }, () => busy(10));
  try {
    await using router = await boot(hello, { name: "hello" });
    const told = /CPU frequency (\d+\.\d+) MHz/.exec(await router.run("dmesg"))?.[1];
    expect(Math.abs(Number(told) / MHz - 1)).toBeLessThan(0.005);
  } finally {
    for (const other of others) other.kill();
  }
});
