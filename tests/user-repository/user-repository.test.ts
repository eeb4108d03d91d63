/** Configurations that live outside of the project, with modules, packages and devices of their own: `home` is one. */
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
  const { status, text } = await node([join(root, "src/cli/main.ts"), "check", "."], folder);
  expect({ status, text }).toEqual({ status: 0, text: ".: no mistakes\n" });
});

/** Another year, and dice that always fall the same way. */
const ELSEWHEN = `--import=data:text/javascript,${encodeURIComponent(`
  globalThis.Date = class extends Date {
    constructor(...args) { super(...(args.length === 0 ? [0] : args)); }
    static now() { return 0; }
  };
  Math.random = () => 0.5;
`)}`;

test("comes to the same, wherever and whenever it is evaluated, and however its imports are ordered", async () => {
  const show = (folder: string, cwd: string, env: Readonly<Record<string, string>>) =>
    run(process.execPath, [join(root, "src/cli/main.ts"), "show", "derivation", folder], cwd, env);
  const shuffled = join(scratch, "shuffled");
  cpSync(home, shuffled, { recursive: true });
  const file = join(shuffled, "configuration.ts");
  const [imports = "", rest = ""] = readFileSync(file, "utf8").split("\n\n", 2);
  writeFileSync(file, `${imports.split("\n").toReversed().join("\n")}\n\n${rest}`);
  const [here, elsewhere, otherwise] = await Promise.all([
    show("home", join(home, ".."), { TZ: "UTC", LANG: "C" }),
    show(home, scratch, {
      TZ: "Asia/Kathmandu",
      LANG: "tr_TR.UTF-8",
      USER: "somebody",
      HOSTNAME: "elsewhere",
      NODE_OPTIONS: ELSEWHEN,
    }),
    show(shuffled, scratch, {}),
  ]);
  expect(here.status, here.text).toBe(0);
  expect(elsewhere).toEqual(here);
  expect(otherwise).toEqual(here);
});

test("has modules from packages that npm has installed", async () => {
  const folder = join(scratch, "sharing");
  cpSync(home, folder, { recursive: true });
  cpSync(join(folder, "modules/kitchen"), join(folder, "node_modules/@houses/kitchen"), { recursive: true });
  const file = join(folder, "configuration.ts");
  const text = readFileSync(file, "utf8").replace("./modules/kitchen/", "@houses/kitchen/");
  writeFileSync(file, text);
  const check = [join(root, "src/cli/main.ts"), "check", "."];
  expect(await node(check, folder)).toEqual({ status: 0, text: ".: no mistakes\n" });
  expect(await node([...check, "--types"], folder)).toEqual({ status: 0, text: ".: no mistakes\n" });
  writeFileSync(file, text.replace('["alice"]', "[7]"));
  expect((await node(check, folder)).text).toMatch(
    /^ {2}declared in node_modules\/@houses\/kitchen\/index\.ts:4:10$/m,
  );
});

test("has its mistakes shown in its own files", async () => {
  const folder = join(scratch, "broken");
  cpSync(home, folder, { recursive: true });
  const file = join(folder, "configuration.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace('["alice"]', "[7]"));
  const { status, text } = await node([join(root, "src/cli/main.ts"), "check", "."], folder);
  expect(status).toBe(1);
  expect(text).toBe(
    `error: Option 'kitchen.cooks[0]' expects a string, got 7
  in configuration.ts:10:22
  declared in modules/kitchen/index.ts:4:10
  try: "7"
`,
  );
});

test("what init writes has no mistakes, and types that know all options", async () => {
  const folder = join(scratch, "fresh");
  const main = join(root, "src/cli/main.ts");
  expect((await node([main, "init", "fresh"], scratch)).status).toBe(0);
  expect((await node([main, "check", "."], folder)).text).toBe(".: no mistakes\n");
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

test("a Node that is too old is told so, where npm brought none", async () => {
  const old = "Object.defineProperty(process,'versions',{value:{node:'20.1.0'}})";
  const words = [`--import=data:text/javascript,${old}`, join(root, "bin/start.js"), "check", "."];
  const { status, text } = await node(words, scratch);
  expect(status).toBe(111);
  expect(text).toMatch(/^error: liminix needs Node 24 or newer, and this is v/);
});
