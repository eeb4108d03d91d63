/** `--builders`: builds that go to a second machine over a real ssh, where this one may build nothing itself. */
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type FarMachine, farMachine } from "./far-machine.ts";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

let far: FarMachine;
let cwd: string;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "liminix-builders-"));
  far = await farMachine();
  // What every router has is built here, so that no test waits for a compiler on its way to the other machine.
  write("mkdir -p $out/bin");
  const { status, stderr } = await build(far.sshConfig, []);
  expect(status, stderr).toBe(0);
});
afterAll(async () => {
  await far[Symbol.asyncDispose]();
  rmSync(cwd, { recursive: true });
});

/** A router with a package that nobody has built before. */
function write(script: string): void {
  writeFileSync(
    join(cwd, "configuration.ts"),
    `import { defineConfiguration, definePackage, sh } from "liminix";
const made = definePackage({
  meta: import.meta, name: "made", version: "1", description: "A package", license: "MIT", environment: "seed",
  build: () => sh\`
    : ${randomUUID()}
    ${script}
  \`,
});
export default defineConfiguration({ hostname: "house", packages: [made] });
`,
  );
}

/** Builds it as a user does; `onStderr` may stop it. */
async function build(
  sshConfig: string,
  words: readonly string[],
  onStderr: (said: string, stop: () => void) => void = () => {},
) {
  const child = spawn(
    process.execPath,
    [main, "build", ".", "--device", "qemu", "--output", "manifest", ...words],
    { cwd, env: { ...process.env, NO_COLOR: "1", NIX_SSHOPTS: `-F ${sshConfig}` } },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onStderr(stderr, () => child.kill("SIGINT"));
  });
  const [status] = await once(child, "close");
  return { status, stdout, stderr };
}

const builders = ["--builders", "ssh://far x86_64-linux - 8"];
const elsewhere = [...builders, "--jobs", "0"];

/** Of all processes; a small Debian has no ps. */
const commandLines = "cat /proc/[0-9]*/cmdline | tr '\\0' ' '";

/** Whether a machine has made a path itself, which Nix notes of each. */
const ULTIMATE = '"ultimate":true';
const pathInfo = ["nix", "--extra-experimental-features", "nix-command", "path-info", "--json"];

test("what is to be built goes to the other machine and is built there, and the result comes back", async () => {
  write("mkdir -p $out/bin");
  const { status, stdout, stderr } = await build(far.sshConfig, elsewhere);
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/^ +\d+:\d\d {2}building made-1 on far$/m);
  expect(stderr).toMatch(/^ +\d+:\d\d {2}built manifest\.json in /m);
  const path = stdout.trim();
  expect(JSON.parse(readFileSync(path, "utf8")).entries).toHaveProperty("etc");
  expect(await far.run(...pathInfo, path)).toContain(ULTIMATE);
  const [program = "", ...words] = pathInfo;
  expect(execFileSync(program, [...words, path], { encoding: "utf8" })).not.toContain(ULTIMATE);
});

test("a build that fails there is told as one that fails here: with its end, and how to read all of it", async () => {
  write("echo the last words; exit 3");
  const { status, stderr } = await build(far.sshConfig, elsewhere);
  expect(status).toBe(1);
  // With the status of what built it there for Nix: that of the build itself is not handed on (build-remote.cc).
  expect(stderr).toContain("error: 'made-1' did not build: it failed with exit code 1\n");
  expect(stderr).toMatch(/^ {4}the last words\n {2}try: nix-store --read-log \S+ {3}\(the whole log\)$/m);
});

test("a build that is stopped ends there, too", async () => {
  // Longer than a test may take, and a number to know it by.
  write("echo it sleeps; sleep 98765");
  const { stderr } = await build(far.sshConfig, [...elsewhere, "--verbose"], (said, stop) => {
    if (said.includes("made-1> it sleeps")) stop();
  });
  expect(stderr).toContain("stopped; what is finished is kept");
  await vi.waitFor(async () => expect(await far.run(commandLines)).not.toContain("sleep 98765"), {
    timeout: 60_000,
    interval: 500,
  });
});

test("a machine whose key is not known gets nothing to build, and ssh's reason is told", async () => {
  write("touch $out");
  const { status, stderr } = await build(far.strangersConfig, elsewhere);
  expect(status).toBe(111);
  expect(stderr).toContain(
    "error: 'made-1' wants a builder for 'x86_64-linux' and finds none, and this machine may build nothing\n",
  );
  expect(stderr).toMatch(/^ {4}ssh:\/\/far: .*host key/m);
  expect(stderr).toContain("  try: ssh far nix-store --version, which must answer without a question\n");
});

test("where this machine may build, too, it does so without the other, and says that it is lost", async () => {
  write("mkdir -p $out/bin");
  const { status, stderr } = await build(far.strangersConfig, builders);
  expect(status, stderr).toBe(0);
  expect(stderr.match(/warning: ssh:\/\/far builds nothing: .*host key/g)).toHaveLength(1);
  expect(stderr).toMatch(/^ +\d+:\d\d {2}building made-1$/m);
});

test("what another machine has made is taken from it, where it is named as a cache", async () => {
  write("mkdir -p $out/bin; echo taken >$out/bin/word");
  const { stdout } = await build(far.sshConfig, elsewhere);
  rmSync(join(cwd, "result"));
  execFileSync("nix-store", ["--delete", stdout.trim()]);
  const { status, stderr } = await build(far.sshConfig, [
    "--substituters",
    "ssh-ng://far?trusted=true",
    "--jobs",
    "0",
  ]);
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/copied 1 object$/m);
  expect(stderr).not.toContain("building");
});
