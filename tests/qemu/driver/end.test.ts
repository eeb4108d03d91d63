import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boot, bootVmroot } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { readVm } from "../../../src/qemu/vm.ts";
import { buildVmroot } from "../../../src/testing/build-vmroot.ts";

test("powering off in the guest ends QEMU, and says so to whoever still waits", async () => {
  await using router = await boot(hello, { name: "router" });
  const waiting = router.untilConsole(/no such words/).catch((error) => error.message);
  const asking = router.until(() => undefined).catch((error) => error.message);
  await router.powerOff({ within: "20 s" });
  expect(await router.untilEnded()).toBe("with status 0");
  expect(await waiting).toContain("the virtual machine ended with status 0");
  expect(await asking).toContain("it ended with status 0 before there was an answer to `() => undefined`");
  await expect(router.run("true")).rejects.toThrow(
    "'true' did not end\n  the virtual machine ended with status 0",
  );
});

test("rebooting ends QEMU as well", async () => {
  await using router = await boot(hello, { name: "router" });
  router.type("reboot\n");
  expect(await router.untilEnded({ within: "20 s" })).toBe("with status 0");
});

test("a kernel that panics ends the wait for the boot, and its last words are shown", async () => {
  const image = await buildVmroot(hello);
  const vm = await readVm(image);
  const broken = await mkdtemp(join(tmpdir(), "liminix-broken-"));
  try {
    const commandLine = vm.commandLine
      .replace(/root=\S+/, "root=/dev/nothing")
      .replace(/panic=\d+/, "panic=1");
    await writeFile(join(broken, "vm.json"), JSON.stringify({ ...vm, commandLine }));
    const message = await bootVmroot(broken, { name: "broken" }).then(
      () => "it booted",
      (error) => error.message,
    );
    expect(message).toMatch(
      /^broken: waited \d+\.\d s for it to boot and take commands\n {2}the virtual machine ended/,
    );
    expect(message).toContain("Kernel panic - not syncing: VFS: Unable to mount root fs");
  } finally {
    await rm(broken, { recursive: true });
  }
});

test("a machine leaves no files and no process behind", async () => {
  const before = readdirSync(tmpdir());
  {
    await using router = await boot(hello, { name: "tidy" });
    await router.run("true");
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("liminix-tidy-"))).toHaveLength(1);
  }
  expect(
    readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith("liminix-tidy-")),
  ).toEqual([]);
});
