import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runInTest } from "./run-in-test.ts";

const hello = ["examples/hello", "--device", "qemu"];

test("options says what a module declares", async () => {
  const { status, stdout } = await runInTest(["options", "users"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^users\.<name>\.uid\n {2}Its number\.\n {2}type: a whole number/m);
});

test("options --search looks into descriptions", async () => {
  const { stdout } = await runInTest(["options", "--search", "kernel's COMMAND line"]);
  expect(stdout).toMatch(/^boot\.commandLine\n/);
});

test("options names the near one", async () => {
  const { status, stderr } = await runInTest(["options", "usrs"]);
  expect(status).toBe(1);
  expect(stderr).toBe("error: There is no option 'usrs'\n  try: did you mean 'users'?\n");
});

test("options --config has those of a configuration's own modules too", async () => {
  const home = ["options", "--config", "tests/user-repository/home"];
  expect((await runInTest([...home, "kitchen"])).stdout).toBe(
    "kitchen.cooks\n  Who may enter.\n  type: a list, each item a string\n  default: []\n",
  );
  expect((await runInTest([...home, "hostname"])).stdout).toMatch(/^hostname\n/);
  expect(await runInTest(["options", "kitchen"])).toMatchObject({
    status: 1,
    stderr: "error: There is no option 'kitchen'\n  try: liminix options, for all of them\n",
  });
});

test("options --schema is JSON Schema", async () => {
  const schema = JSON.parse((await runInTest(["options", "--schema"])).stdout);
  expect(schema.properties.users.additionalProperties.properties.uid).toMatchObject({
    type: "integer",
    minimum: 0,
  });
});

test("show options has a line for each option", async () => {
  const { stdout } = await runInTest(["show", "options", ...hello]);
  expect(stdout).toMatch(/^hostname = "hello"$/m);
  expect(stdout).toMatch(/^console\.speed = 115200 {2}\(default\)$/m);
});

test("show options PATH has every definition with its place", async () => {
  const { stdout } = await runInTest([
    "show",
    "options",
    "examples/hello",
    "users.alice.shell",
    "--device",
    "qemu",
  ]);
  expect(stdout).toMatch(/^users\.alice\.shell = "\/bin\/sh"$/m);
  expect(stdout).toMatch(/^ {2}in examples\/hello\/configuration\.ts:\d+:\d+: "\/bin\/sh"$/m);
});

test("show options --json is the same, for programs", async () => {
  const { stdout } = await runInTest([
    "show",
    "options",
    "examples/hello",
    "hostname",
    "--json",
    "--device",
    "qemu",
  ]);
  expect(JSON.parse(stdout)).toMatchObject([
    { name: "hostname", value: "hello", definitions: [{ counts: true }] },
  ]);
});

test("diff of a configuration with itself is empty", async () => {
  const { status, stdout } = await runInTest(["diff", "examples/hello", ...hello]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("init writes a starting point, and over nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "liminix-init-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const attic = join(folder, "My attic");
  expect((await runInTest(["init", attic])).stdout).toContain(`${attic}/configuration.ts\n`);
  expect(readFileSync(join(attic, "configuration.ts"), "utf8")).toContain('hostname: "my-attic"');
  expect(await runInTest(["init", attic])).toMatchObject({ status: 1, stdout: "" });
});
