import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

test("powering off in the guest ends QEMU, and says so to whoever still waits", async () => {
  await using router = await boot(hello, { name: "router" });
  const waiting = router.untilConsole(/no such words/).catch((error) => error.message);
  await router.powerOff({ within: "20 s" });
  expect(await router.untilEnded()).toBe("with status 0");
  expect(await waiting).toContain("the virtual machine ended with status 0");
  await expect(router.run("true")).rejects.toThrow(
    "'true' did not end\n  the virtual machine ended with status 0",
  );
});

test("rebooting ends QEMU as well", async () => {
  await using router = await boot(hello, { name: "router" });
  router.type("reboot\n");
  expect(await router.untilEnded({ within: "20 s" })).toBe("with status 0");
});

test("a kernel that panics ends the wait for the boot, and the console is shown", async () => {
  await using router = await boot(hello, { name: "router" });
  const message = await router
    .run("echo 'last words' > /dev/kmsg; kill -SEGV 1; sleep 60")
    .catch((e) => e.message);
  expect(message).toContain("Kernel panic");
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
