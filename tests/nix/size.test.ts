/** What `liminix size` says of images that are really built. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInTest } from "../../src/cli/run-in-test.ts";

interface Part {
  readonly name: string;
  readonly storedBytes: number;
  readonly parts: readonly Part[];
}

const hello = resolve("examples/hello");
let cwd: string;
let built: string;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "liminix-size-"));
  const { status, stdout } = await runInTest(["build", hello, "--device", "qemu"], { cwd });
  expect(status).toBe(0);
  built = stdout.trim();
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function size(...words: readonly string[]) {
  const { status, stdout, stderr } = await runInTest(["size", ...words], { cwd });
  // On the first run stderr tells of builds.
  expect(status, stderr).toBe(0);
  return stdout;
}

test("the parts of an image are all of its bytes, each package with its own", async () => {
  const { image, since } = JSON.parse(await size(hello, "--device", "qemu", "--json"));
  const { parts }: Part = image;
  expect(parts.map(({ name }) => name)).toEqual(["kernel", "root filesystem"]);
  const fileBytes = (name: string): number => statSync(join(built, name)).size;
  expect(parts[0]?.storedBytes).toBe(fileBytes("vmlinux"));
  expect(parts[1]?.storedBytes).toBeCloseTo(fileBytes("rootfs.squashfs"), 3);
  const musl = parts[1]?.parts.find(({ name }) => name === "musl");
  expect(musl?.storedBytes).toBeGreaterThan(100_000);
  expect(since.changes).toEqual([]);
});

test("nothing is built that is built: the second time is over at once", async () => {
  await size(hello, "--device", "qemu");
  const begunMs = performance.now();
  await size(hello, "--device", "qemu");
  expect(performance.now() - begunMs).toBeLessThan(10_000);
});

test("what another configuration adds is told by package", async () => {
  const text = await size(resolve("examples/gateway"), "--device", "qemu");
  expect(text).toMatch(/^since \.\/result \([\d.]+ MB\): \+/m);
  expect(text).toMatch(/^ +\+\d+ kB {2}dnsmasq is new$/m);
  expect(text).toMatch(/^ +-\d+ kB {2}tree is gone$/m);
});

test("a kernel that was built last is no image to compare with", async () => {
  const where = mkdtempSync(join(cwd, "kernel-"));
  const { status } = await runInTest(["build", hello, "--device", "qemu", "--output", "kernel"], {
    cwd: where,
  });
  expect(status).toBe(0);
  const { stdout } = await runInTest(["size", hello, "--device", "qemu"], { cwd: where });
  expect(stdout).toMatch(/^hello for qemu: /);
  expect(stdout).not.toContain("since");
});

test("a package is told with the service or file that needs it", async () => {
  const text = await size(resolve("examples/gateway"), "--device", "qemu");
  expect(text).toMatch(/ dnsmasq [\d.]+ +names$/m);
  expect(text).toMatch(/ busybox [\d.]+ +\/bin$/m);
  const { because } = JSON.parse(await size(resolve("examples/gateway"), "--device", "qemu", "--json"));
  expect(because["musl-1.2.3"]).toContain("names");
});

test("a board's image is measured against the partitions that it is written to", async () => {
  const text = await size(resolve("examples/gateway"), "--device", "gl-ar750");
  expect(text).toMatch(/ kernel-modules +\/lib\/modules$/m);
  expect(text).toMatch(/ radio-firmware +\/lib\/firmware$/m);
  expect(text).toMatch(/^partition 'kernel': [\d.]+ MB of 3\.7 MB, \d+ %; [\d.]+ (MB|kB) are free$/m);
  expect(text).toMatch(/^partition 'rootfs': [\d.]+ MB of 11\.7 MB, \d+ %; [\d.]+ MB are free$/m);
});

test("the map is a page with every package", async () => {
  expect(await size(hello, "--device", "qemu", "--html", "map.html")).toBe("map.html: hello for qemu\n");
  const page = readFileSync(join(cwd, "map.html"), "utf8");
  expect(page).toContain("<title>root filesystem / musl 1.2.3: ");
});

test("what holds no image cannot be compared with", async () => {
  const { status, stderr } = await runInTest(["size", hello, "--since", hello], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain("is to be compared with, and holds neither a kernel nor a root filesystem");
});

test("what is not there cannot be compared with", async () => {
  const { status, stderr } = await runInTest(["size", hello, "--since", "nowhere"], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain("error: 'nowhere' is to be compared with, and is not there");
});
