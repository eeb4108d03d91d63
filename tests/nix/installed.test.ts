/** Liminix as a dependency: packed by npm, installed by npm into an empty folder, and used there. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = join(root, "tests/user-repository/home");

let scratch = "";
let attic = "";

interface Outcome {
  readonly status: number;
  readonly text: string;
}

/** As somebody runs it who has only what the machine has: not the programs of the checkout. */
function run(program: string, words: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}) {
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.startsWith(root));
  const quiet = { npm_config_loglevel: "error", npm_config_update_notifier: "false", NO_COLOR: "1" };
  const env = { ...process.env, ...quiet, PATH: path.join(delimiter), ...more };
  return new Promise<Outcome>((resolve) => {
    const child = execFile(program, words, { cwd, env }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, text: stdout + stderr });
    });
  });
}

async function npm(...words: readonly string[]): Promise<void> {
  const plain = ["--prefer-offline", "--no-audit", "--no-fund"];
  const { status, text } = await run("npm", [...words, ...plain], attic);
  expect(status, text).toBe(0);
}

/** The installed command, and that of the checkout. */
const installed = (...words: readonly string[]) => run("npx", ["--no", "liminix", ...words], attic);
const checkout = (...words: readonly string[]) =>
  run(process.execPath, [join(root, "src/cli/main.ts"), ...words], attic);

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "liminix-installed-"));
  attic = join(scratch, "attic");
  mkdirSync(attic);
  await npm("pack", root, "--pack-destination", scratch);
  const [tarball = "none"] = globSync("*.tgz", { cwd: scratch });
  await npm("install", `../${tarball}`);
  expect(await installed("init")).toEqual({
    status: 0,
    text: "configuration.ts\npackage.json\ntsconfig.json\n.gitignore\nREADME.md\n",
  });
  await npm("install");
  cpSync(home, join(attic, "home"), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("init leaves in package.json what npm wrote there, and adds what is missing", () => {
  const { dependencies, ...rest } = JSON.parse(readFileSync(join(attic, "package.json"), "utf8"));
  expect(dependencies).toEqual({ liminix: expect.stringMatching(/^file:\.\.\/liminix-.*\.tgz$/) });
  expect(rest).toMatchObject({ name: "attic", type: "module", scripts: { types: "tsc" } });
});

test("what init writes has no mistakes, and the right types", async () => {
  expect(await installed("check", ".", "--types")).toEqual({ status: 0, text: ".: no mistakes\n" });
  expect(await run("npx", ["--no", "tsc"], attic)).toEqual({ status: 0, text: "" });
});

test("the peers that run --with names are there", async () => {
  const peers = join("node_modules", "liminix", "tests", "peers");
  for (const peer of ["isp", "world", "client"]) {
    expect(await installed("check", join(peers, peer), "--device", "qemu")).toEqual({
      status: 0,
      text: `${join(peers, peer)}: no mistakes\n`,
    });
  }
  expect((await installed("run", ".", "--with", "ips")).text).toContain("did you mean 'isp'?");
});

test("what init writes builds", async () => {
  const { status, text } = await installed("build", ".", "--out-link", "result");
  expect(status, text).toBe(0);
  expect(existsSync(join(attic, "result/rootfs.squashfs"))).toBe(true);
});

test("modules, packages and devices of one's own have no mistakes, and the right types", async () => {
  expect(await installed("check", "home", "--types")).toEqual({ status: 0, text: "home: no mistakes\n" });
});

test("it makes what a checkout makes, byte for byte", async () => {
  const words = ["show", "derivation", "home"];
  const { status, text } = await installed(...words);
  expect(status, text).toBe(0);
  expect(await checkout(...words)).toEqual({ status, text });
});

test("its own files are named in messages by the lines they have in the checkout", async () => {
  const words = ["show", "options", "home", "users.root.shell"];
  const { text } = await installed(...words);
  expect(text).toMatch(/^ {2}declared in node_modules\/liminix\/modules\/users\/index\.ts:\d+:\d+$/m);
  expect((await checkout(...words)).text).toBe(text.replaceAll("node_modules/liminix", "liminix"));
});

test("none of its own files is stripped of types when it starts", async () => {
  const words = ["node_modules/liminix/bin/liminix", "options", "hostname"];
  const { status, text } = await run("sh", words, attic, { NODE_OPTIONS: "--no-strip-types" });
  expect(status, text).toBe(0);
});

test("the Node that came with it runs it, whatever the machine has", async () => {
  const old = join(scratch, "old");
  mkdirSync(old);
  writeFileSync(join(old, "node"), "#!/bin/sh\necho too old\nexit 9\n", { mode: 0o755 });
  const path = [old, process.env.PATH].join(delimiter);
  expect(await run("node_modules/.bin/liminix", ["check", "."], attic, { PATH: path })).toEqual({
    status: 0,
    text: ".: no mistakes\n",
  });
});

test("tests of one's own may use it", async () => {
  writeFileSync(
    join(attic, "attic.test.ts"),
    `import { test } from "node:test";
import { network } from "liminix/testing";
test("there are networks", async () => {
  await using lan = await network();
});
`,
  );
  const words = ["--import", "liminix/register", "--test", "attic.test.ts"];
  const { status, text } = await run(process.execPath, words, attic);
  expect(status, text).toBe(0);
});
