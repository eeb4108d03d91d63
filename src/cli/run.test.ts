import { expect, test } from "vitest";
import { commandNames, loadCommands } from "./find-commands.ts";
import { commandHelp } from "./help.ts";
import { runInTest } from "./run-in-test.ts";
import { styleOf } from "./style.ts";

const commands = await loadCommands();

test("alone it lists every command, and that is no error", async () => {
  const { status, stdout, stderr } = await runInTest([]);
  expect(status).toBe(0);
  expect(stderr).toBe("");
  for (const name of commandNames()) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
});

test.each(commandNames())("%s --help shows an example that the command understands", async (name) => {
  const { status, stdout } = await runInTest([name, "--help"]);
  const command = commands.get(name);
  expect(status).toBe(0);
  for (const [line] of command?.examples ?? []) {
    expect(stdout).toContain(line);
    expect(line).toMatch(new RegExp(`\\bliminix ${name}\\b`));
  }
});

test.each(["--help", "-h", "help"])("%s is the same as nothing", async (word) => {
  expect(await runInTest([word])).toEqual(await runInTest([]));
});

test("help COMMAND is COMMAND --help", async () => {
  expect(await runInTest(["help", "build"])).toEqual(await runInTest(["build", "--help"]));
});

test("help fits into 80 columns", async () => {
  const style = styleOf(process.stdout, { NO_COLOR: "1" });
  const texts = [...commands].map(([name, command]) => commandHelp(name, command, style));
  for (const line of [...texts, (await runInTest([])).stdout].join("").split("\n")) {
    expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test("an unknown command is a usage error that names the near one", async () => {
  expect(await runInTest(["biuld", "examples/hello"])).toEqual({
    status: 100,
    stdout: "",
    stderr: "error: 'liminix' has no command 'biuld'\n  try: did you mean 'build'?\n",
  });
});

test("a command named like a part of every object is unknown too", async () => {
  expect((await runInTest(["constructor"])).status).toBe(100);
  expect((await runInTest(["../command"])).status).toBe(100);
});

test("an unknown option before the command is a usage error", async () => {
  expect((await runInTest(["--verbose"])).stderr).toBe(
    "error: 'liminix' has no option '--verbose'\n  try: liminix --help\n",
  );
});

test("the version is the package's", async () => {
  expect((await runInTest(["--version"])).stdout).toMatch(/^liminix \d+\.\d+\.\d+\n$/);
});

test("colours are for terminals, and not for those who said NO_COLOR", async () => {
  const error = (options: Parameters<typeof runInTest>[1]) => runInTest(["biuld"], options);
  expect((await error({ isTTY: true })).stderr).toContain("\x1b[31m");
  expect((await error({ isTTY: true, env: { NO_COLOR: "1" } })).stderr).not.toContain("\x1b");
  expect((await error({ isTTY: true, env: { TERM: "dumb" } })).stderr).not.toContain("\x1b");
  expect((await error({})).stderr).not.toContain("\x1b");
});
