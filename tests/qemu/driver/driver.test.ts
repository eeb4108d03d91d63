import { setImmediate } from "node:timers/promises";
import { boot, type Machine, MachineError } from "liminix/testing";
import { test as base, expect } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

const test = base.extend<{ $file: { router: Machine } }>({
  router: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what the fixture needs
    async ({}, use) => {
      await using router = await boot(hello, { name: "router" });
      await use(router);
    },
    { scope: "file" },
  ],
});

const errorOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => new Error("it did not fail"),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(MachineError);
  return error.message;
};

test("a command gives what it printed", async ({ router }) => {
  expect(await router.run("echo one; echo two")).toBe("one\ntwo");
});

test("a large output comes whole, though the test seldom has time for it", async ({ router }) => {
  let numbers: string | undefined;
  const command = router.run("seq 1 100000").then((stdout) => {
    numbers = stdout;
  });
  while (numbers === undefined) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); // busy: no event is heard
    await Promise.race([command, setImmediate()]);
  }
  expect(numbers).toBe(Array.from({ length: 100_000 }, (_, index) => index + 1).join("\n"));
});

test("a command that fails is an error with its status, its output, the console and QEMU's command", async ({
  router,
}) => {
  const message = await errorOf(router.run("echo so far; echo 'no more' >&2; exit 3"));
  expect(message).toMatch(
    /^router: 'echo so far; .*' failed, expected it to succeed\n {2}it ended with status 3\n/,
  );
  expect(message).toContain("  stdout:\n    so far\n  stderr:\n    no more\n");
  expect(message).toMatch(/--- the last \d+ lines of router's console\n/);
  expect(message).toContain("Hello from Liminix!");
  expect(message).toMatch(/\nqemu-system-mips .* -append '.*root=\/dev\/vda/);
});

test("a command that was to fail and did not is an error too", async ({ router }) => {
  expect((await router.fails("exit 4")).status).toBe(4);
  expect(await errorOf(router.fails("true"))).toContain("'true' succeeded, expected it to fail");
});

test("a command that takes too long is killed with what it started, and says how far it got", async ({
  router,
}) => {
  const message = await errorOf(router.run("echo begun; sleep 1234 & sleep 1234", { within: "1 s" }));
  expect(message).toContain(
    "took longer than 1 s and was killed\n  it ended with status 137\n  stdout:\n    begun\n",
  );
  await router.fails("pgrep -f 'sleep 123[4]'");
});

test("commands run side by side", async ({ router }) => {
  const reader = router.run("mknod /tmp/pipe p; cat /tmp/pipe");
  await router.until("test -p /tmp/pipe");
  await router.run("echo through the pipe > /tmp/pipe");
  expect(await reader).toBe("through the pipe");
});

test("a daemon that a command leaves behind keeps nobody waiting", async ({ router }) => {
  await router.run("sleep 1000 &", { within: "10 s" });
  await router.run("pgrep -f 'sleep 100[0]'");
});

test("a command is waited for until it succeeds", async ({ router }) => {
  await router.run("(sleep 1; echo 10.0.0.7 > /tmp/lease) &");
  expect(await router.until("cat /tmp/lease", { within: "20 s" })).toBe("10.0.0.7");
});

test("a wait that runs out says what for, how long, how often and what was there instead", async ({
  router,
}) => {
  const message = await errorOf(router.until("cat /tmp/never", { within: "1 s" }));
  expect(message).toMatch(
    /^router: waited 1\.\d s for 'cat \/tmp\/never' to succeed, and tried \d+ times; the last time:\n/,
  );
  expect(message).toContain("can't open '/tmp/never'");
});

test("a question is asked until it has an answer, and a wait for one shows the question", async ({
  router,
}) => {
  let asked = 0;
  expect(await router.until(() => (++asked < 3 ? undefined : "yes"))).toBe("yes");
  const message = await errorOf(
    router.until(() => router.console.includes("no such words"), { within: "300 ms" }),
  );
  expect(message).toContain('for an answer to `() => router.console.includes("no such words")`');
  expect(message).toContain("  the answer was false\n");
});

test("a wait for the console says what was not printed", async ({ router }) => {
  const message = await errorOf(router.untilConsole(/no such words/, { within: "300 ms" }));
  expect(message).toMatch(/^router: waited 0\.\d s for the console to print \/no such words\/\n/);
});

test("a command console that is started anew drops the commands it had, and takes others", async ({
  router,
}) => {
  const message = await errorOf(router.run("lim restart command-console; sleep 1000"));
  expect(message).toContain("the guest's end of the command console was started anew");
  expect(await router.run("echo here again")).toBe("here again");
});
