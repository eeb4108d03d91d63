import { boot, type Machine } from "liminix/testing";
import { test as base, expect } from "vitest";
import { program } from "../../../packages/limjs/program.ts";
import { runAs } from "../../../packages/run-as/package.ts";
import { walkWorlds } from "../../../runtime/lib/core/simulation/worlds.ts";
import { stories } from "../../../runtime/lib/core/stories/index.ts";
import { defineConfiguration, symlink, text } from "../../../src/index.ts";

const host = program({ name: "host-claims", main: "runtime/checks/host/main.ts" });
const core = program({ name: "core-claims", main: "runtime/lib/core/check.ts" });
const throws = program({ name: "throws", main: "runtime/checks/throws.ts" });
const idle = program({ name: "idle", main: "runtime/checks/idle.ts" });

const router = defineConfiguration({
  packages: [runAs],
  filesystem: {
    programs: {
      "host-claims": symlink(text`${host}/bin/host-claims`),
      "core-claims": symlink(text`${core}/bin/core-claims`),
      throws: symlink(text`${throws}/bin/throws`),
      idle: symlink(text`${idle}/bin/idle`),
    },
  },
});

const test = base.extend<{ $file: { machine: Machine } }>({
  machine: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what the fixture needs
    async ({}, use) => {
      await using machine = await boot(router, { name: "limjs" });
      await use(machine);
    },
    { scope: "file" },
  ],
});

test("every claim about the module host holds on the router, as root", async ({ machine }) => {
  await machine.run("ip link set lo up");
  const said = await machine.run("/programs/host-claims");
  expect(said.split("\n").every((line) => line.startsWith("ok: "))).toBe(true);
  expect(said).toContain("ok: the machine says what it is");
});

test("the reconciler's worlds come to the same end as on Node", async ({ machine }) => {
  const said = await machine.run("/programs/core-claims", { within: "5 min" });
  expect(said.split("\n")).toEqual([
    ...stories.map(({ name }) => `ok: ${name}`),
    `ok: two hundred random worlds come to a good end, ${walkWorlds(200).digest}`,
  ]);
});

test("an error names the line of the TypeScript source", async ({ machine }) => {
  const { status, stderr } = await machine.fails("/programs/throws here");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^TypeError: no way here\n {4}at .* \(runtime\/checks\/throws\.ts:10:24\)/);
});

test("a program that waits for files, signals and sockets is small and never wakes", async ({ machine }) => {
  const [pid] = (await machine.run("/programs/idle >/tmp/idle & echo $!")).split("\n");
  await machine.until("grep -q ready /tmp/idle");
  const memory = await machine.run(`cat /proc/${pid}/status`);
  expect(Number(/VmRSS:\s*(\d+) kB/.exec(memory)?.[1])).toBeLessThan(3 * 1024);
  const woken = () => machine.run(`grep ctxt /proc/${pid}/status`);
  const before = await woken();
  await machine.run("sleep 15"); // longer than any interval at which an event loop might look around
  expect(await woken()).toBe(before);
});

test("run-as takes away what was not given, as root of the machine", async ({ machine }) => {
  const status = await machine.run(
    "run-as --user 1234 --group 5 --groups 6,7 --capabilities net_admin --no-new-privileges -- cat /proc/self/status",
  );
  expect(status).toMatch(/^Uid:\s+1234\s+1234\s+1234\s+1234$/m);
  expect(status).toMatch(/^Gid:\s+5\s+5\s+5\s+5$/m);
  expect(status).toMatch(/^Groups:\s+6 7\s*$/m);
  for (const set of ["Inh", "Prm", "Eff", "Bnd", "Amb"]) {
    expect(status).toMatch(new RegExp(`^Cap${set}:\\s+0000000000001000$`, "m"));
  }
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  await machine.fails("run-as --user 1234 -- cat /etc/shadow /proc/1/environ");
});
