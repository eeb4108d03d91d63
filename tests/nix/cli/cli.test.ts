/** The command line with a real Nix behind it: what it says, what it leaves, and its exit status. */
import { existsSync, mkdtempSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { runInTest } from "../../../src/cli/run-in-test.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liminix-cli-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const build = (configuration: string, ...words: readonly string[]) => [
  ...["build", configuration, "--device", "qemu", "--output", "manifest"],
  ...["--out-link", join(folder, "result"), ...words],
];

test("prints what it built and links it; what is built already is built in silence", async () => {
  const first = await runInTest(build("examples/hello"));
  expect(first.status, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/^\/nix\/store\/\w{32}-manifest\.json\n$/);
  expect(`${readlinkSync(join(folder, "result"))}\n`).toBe(first.stdout);
  expect(await runInTest(build("examples/hello"))).toEqual({ ...first, stderr: "" });
});

test("--check builds it again, and is content with the same bytes", async () => {
  await runInTest(build("examples/hello"));
  const { status, stderr } = await runInTest(build("examples/hello", "--check"));
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/built manifest\.json in .*\n.*done in .*: built 1 package\n$/);
});

test("a failed build shows the recipe, its file, the log's end and where the whole of it is", async () => {
  const { status, stdout, stderr } = await runInTest(build("tests/nix/cli/failing"));
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.slice(stderr.indexOf("error:")).replace(/\w{32}-/g, "…-")).toBe(
    [
      "error: 'broken-1.0' did not build: it failed with exit code 3",
      "  in tests/nix/cli/failing/configuration.ts",
      "  derivation /nix/store/…-broken-1.0.drv",
      "    compiling",
      "    broken.c:3: error: expected ';'",
      "  try: nix-store --read-log /nix/store/…-broken-1.0.drv   (the whole log)",
      "",
    ].join("\n"),
  );
  expect(await readdir(folder)).toEqual([]);
});

test("-v shows what a build prints, with the package's name", async () => {
  const { stderr } = await runInTest(build("tests/nix/cli/failing", "-v"));
  expect(stderr).toMatch(/^broken-1\.0> compiling$/m);
});

test("^C ends a build and says that what is finished is kept", async () => {
  const stop = new AbortController();
  const running = runInTest(build("tests/nix/cli/slow", "-v"), {
    signal: stop.signal,
    onStderr: (text) => {
      if (text.includes("slow-1.0> begun")) stop.abort();
    },
  });
  const { status, stderr } = await running;
  expect(status).toBe(130);
  expect(stderr).toMatch(
    /\nstopped; what is finished is kept \(\d+ of \d+\), run the same again to go on\n$/,
  );
  expect(await readdir(folder)).toEqual([]);
});

test("an out-link does not overwrite what is no link", async () => {
  await writeFile(join(folder, "result"), "precious");
  const { status, stderr } = await runInTest(build("examples/hello"));
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `error: '${folder}/result' is there already, and is not a link to something built
  try: another name, --out-link NAME, or move it away
`,
  });
});

test("no network: the file, from where, and what to try", async () => {
  // On another filesystem than /nix: after a failed build Nix renames what there is of the output to its place in
  // /nix/store, even when the store is a directory elsewhere (`cleanupDecideWhetherDiskFull`).
  const store = mkdtempSync("/dev/shm/liminix-cli-");
  onTestFinished(() => rmSync(store, { recursive: true }));
  vi.stubEnv("LIMINIX_DEBIAN_MIRROR", "http://127.0.0.1:9/debian");
  const { status, stderr } = await runInTest(build("examples/hello", "--store", store));
  expect(status).toBe(111);
  expect(stderr).toMatch(
    /^error: '.*\.deb' cannot be fetched: .*\n {2}from http:\/\/127\.0\.0\.1:9\/debian\/pool\//m,
  );
  expect(stderr).toMatch(/\n {2}try: the same again, which goes on from here; or another mirror: /);
});

test("a store that cannot be written", async () => {
  const { status, stderr } = await runInTest(build("examples/hello", "--store", "/sys/store"));
  expect(status).toBe(111);
  expect(stderr).toMatch(/^error: The Nix store cannot be written$/m);
});

test("no Nix", async () => {
  vi.stubEnv("LIMINIX_DEBIAN_MIRROR", "http://127.0.0.1:9/debian");
  vi.stubEnv("PATH", folder);
  expect(await runInTest(build("examples/hello"))).toEqual({
    status: 111,
    stdout: "",
    stderr: `error: Nix is not installed: there is no program 'nix-store' in $PATH
  try: start through ./liminix, which installs what is missing; or apt-get install nix-bin
`,
  });
});

test("no QEMU", async () => {
  vi.stubEnv("LIMINIX_DEBIAN_MIRROR", "http://127.0.0.1:9/debian");
  await runInTest(build("examples/hello", "--output", "vmroot"));
  const nix = (process.env.PATH ?? "").split(":").map((directory) => join(directory, "nix-store"));
  symlinkSync(nix.find((program) => existsSync(program)) ?? "", join(folder, "nix-store"));
  vi.stubEnv("PATH", folder);
  const { status, stderr } = await runInTest(["run", "examples/hello"]);
  expect(status).toBe(111);
  expect(stderr).toMatch(
    /^error: 'qemu-system-mips' is not installed, expected it in PATH\n {2}try: apt-get install qemu-system-mips\n$/,
  );
});
