/** What the hello example does on every emulated router, whatever its processor. */
import type { Device } from "liminix";
import { boot, type Machine } from "liminix/testing";
import { test as base, expect } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

/** One router for all claims about it. */
const testOn = (device: Device) =>
  base.extend<{ $file: { router: Machine } }>({
    router: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what the fixture needs
      async ({}, use) => {
        await using router = await boot(hello, { name: "hello", device });
        await use(router);
      },
      { scope: "file" },
    ],
  });

/** Defines the tests for one device; `processor` is what `uname -m` says there, and `more` are claims about the same router. */
export function helloOn(
  device: Device,
  processor: string,
  more: (test: ReturnType<typeof testOn>) => void = () => {},
): void {
  const test = testOn(device);

  test("the console shows the message of the day, then a shell that knows the host's name", async ({
    router,
  }) => {
    await router.untilConsole(/^Hello from Liminix!$/m);
    await router.untilConsole(/^root@hello:.*# $/m);
    router.type("echo $((6 * 7))\n");
    await router.untilConsole(/^42$/m);
  });

  test(`it is a ${processor} with its own kernel, and its C library is musl`, async ({ router }) => {
    expect(await router.run("uname -srm")).toMatch(new RegExp(`^Linux 6\\.1\\.\\S+ ${processor}$`));
    expect(await router.run("cat /proc/1/maps")).toMatch(/\/nix\/store\/\S+-musl-\S+\.so/);
  });

  test("its interfaces are those that the device names", async ({ router }) => {
    const links = (await router.run("ls /sys/class/net")).split("\n");
    const named = Object.values(device.interfaces).map(({ name }) => name);
    expect(links).toEqual(expect.arrayContaining(named));
  });

  test("its services are up, in C and in TypeScript, and its page has what the night watch called last", async ({
    router,
  }) => {
    await router.until("lim why website | grep 'has been ready'");
    const page = "wget -qO - http://127.0.0.2";
    const first = await router.run(page);
    expect(first).toMatch(/<h1>Hello from Liminix!<\/h1>\n<p>\d\d:\d\d:\d\d, and all is well\.<\/p>/);
    await router.until(async () => (await router.run(page)) !== first);
    expect(await router.run("tree /etc")).toContain("greeting");
  });

  more(test);

  test("poweroff ends it", async ({ router }) => {
    await router.powerOff();
    expect(await router.untilEnded()).toBe("with status 0");
  });
}
