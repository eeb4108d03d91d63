import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Scratch } from "../../../src/testing/scratch.ts";

/** Says that it is U-Boot, and goes on when nobody is left to hear that. */
const STAND_IN = `#!/bin/sh
printf 'board # '
while read -r line; do printf '%s\\nboard # ' "$line"; done
exec sleep 600
`;

test("a test that is killed leaves no emulator and no server behind", async () => {
  await using scratch = await Scratch.create("killed");
  const emulator = scratch.at("emulator");
  writeFileSync(emulator, STAND_IN, { mode: 0o755 });
  writeFileSync(scratch.at("u-boot.bin"), "");
  const machine = { emulator, machine: [], nic: "none", prompt: "board # ", flash: 0 };
  const program = `
    import { UBoot } from ${JSON.stringify(new URL("u-boot.ts", import.meta.url).href)};
    const machine = { ...${JSON.stringify(machine)}, firmware: (file) => file };
    await UBoot.start(machine, ${JSON.stringify(scratch.at("u-boot.bin"))}, ${JSON.stringify(scratch.directory)});
    console.log("started");
    setInterval(() => {}, 1000);
  `;
  const started = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(started.stdout, "data");
  expect(running(scratch.directory)).toBe(true);
  started.kill("SIGKILL");
  await once(started, "exit");
  await expect.poll(() => running(scratch.directory), { timeout: 60_000 }).toBe(false);
});

/** Whether the namespace or the server in it goes on. */
const running = (directory: string): boolean =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .some((words) => words.includes(directory) && /unshare|tftpd/.test(words));

/** Nothing of a process that has ended meanwhile. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
