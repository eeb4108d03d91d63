/** Configurations that live outside of the project, with modules of their own: `home` is one. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = fileURLToPath(new URL("./home/", import.meta.url));

let scratch = "";
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "liminix-home-"));
});
afterAll(() => rmSync(scratch, { recursive: true }));

function run(
  program: string,
  words: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
) {
  return new Promise<{ readonly status: number; readonly text: string }>((resolve) => {
    const env = { PATH: process.env.PATH, HOME: scratch, NO_COLOR: "1", ...more };
    const child = execFile(program, words, { cwd, env }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, text: stdout + stderr });
    });
  });
}

const node = (words: readonly string[], cwd: string) => run(process.execPath, words, cwd);
const tsc = (cwd: string) => node([join(root, "node_modules/typescript/bin/tsc"), "-p", "."], cwd);

/** What a folder's own `node_modules` has of ours, without a registry. */
function link(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
}

test("is checked by a checkout, with nothing installed", async () => {
  const folder = join(scratch, "bare");
  cpSync(home, folder, { recursive: true });
  const { status, text } = await node(
    [join(root, "src/cli/main.ts"), "check", ".", "--device", "qemu"],
    folder,
  );
  expect({ status, text }).toEqual({ status: 0, text: ".: no mistakes\n" });
});

test("comes to the same, wherever and whenever it is evaluated", async () => {
  const show = (folder: string, cwd: string, env: Readonly<Record<string, string>>) =>
    run(
      process.execPath,
      [join(root, "src/cli/main.ts"), "show", "system", folder, "--device", "qemu"],
      cwd,
      env,
    );
  const [here, elsewhere] = await Promise.all([
    show("home", join(home, ".."), { TZ: "UTC", LANG: "C" }),
    show(home, scratch, {
      TZ: "Asia/Kathmandu",
      LANG: "tr_TR.UTF-8",
      USER: "somebody",
      HOSTNAME: "elsewhere",
    }),
  ]);
  expect(here.status).toBe(0);
  expect(elsewhere).toEqual(here);
});

test("has its mistakes shown in its own files", async () => {
  const folder = join(scratch, "broken");
  cpSync(home, folder, { recursive: true });
  const file = join(folder, "configuration.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace('["alice"]', "[7]"));
  const { status, text } = await node(
    [join(root, "src/cli/main.ts"), "check", ".", "--device", "qemu"],
    folder,
  );
  expect(status).toBe(1);
  expect(text).toBe(
    `error: Option 'kitchen.cooks[0]' expects a string, got 7
  in configuration.ts:7:22
  declared in modules/kitchen/index.ts:4:10
  try: "7"
`,
  );
});

test("is checked by the package that npm packs", async () => {
  const folder = join(scratch, "packed");
  cpSync(home, folder, { recursive: true });
  link(folder, "commander", "zod");
  const packed = await run("npm", ["pack", root, "--pack-destination", scratch, "--silent"], folder);
  expect(packed.status, packed.text).toBe(0);
  mkdirSync(join(folder, "node_modules/liminix"));
  const tarball = join(scratch, packed.text.trim());
  await run("tar", ["-xzf", tarball, "-C", "node_modules/liminix", "--strip-components=1"], folder);
  const { status, text } = await node(
    ["node_modules/liminix/bin/liminix.js", "check", ".", "--device", "qemu"],
    folder,
  );
  expect({ status, text }).toEqual({ status: 0, text: ".: no mistakes\n" });
});

test("what init writes has no mistakes, and types that know all options", async () => {
  const folder = join(scratch, "fresh");
  const main = join(root, "src/cli/main.ts");
  expect((await node([main, "init", "fresh"], scratch)).status).toBe(0);
  expect((await node([main, "check", ".", "--device", "qemu"], folder)).text).toBe(".: no mistakes\n");
  link(folder, "@types/node");
  symlinkSync(root, join(folder, "node_modules/liminix"));
  cpSync(join(home, "modules"), join(folder, "modules"), { recursive: true });
  expect(await tsc(folder)).toEqual({ status: 0, text: "" });
  const file = join(folder, "configuration.ts");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace("hostname:", 'kitchen: { cooks: ["alice"] }, hostnam:'),
  );
  const { status, text } = await tsc(folder);
  expect(status).not.toBe(0);
  expect(text).toMatch(/configuration\.ts.*'hostnam' does not exist.*Did you mean to write 'hostname'/);
});
