/** What `liminix why` says of an image that is really built. */
import { expect, test } from "vitest";
import { runInTest } from "../../src/cli/run-in-test.ts";

const gateway = ["examples/gateway", "--device", "qemu"];

async function why(what: string, ...more: readonly string[]) {
  const { status, stdout, stderr } = await runInTest([
    "why",
    "examples/gateway",
    what,
    "--device",
    "qemu",
    ...more,
  ]);
  // On the first run stderr tells of builds.
  expect(status, stderr).toBe(0);
  return stdout;
}

test("a package is there because of a service, whose option has a line", async () => {
  expect(await why("dnsmasq")).toMatch(
    /^dnsmasq-[\d.]+ is in the image because of\nservice 'names' {2}services\.names, in modules\/gateway\/index\.ts:\d+:\d+\n└─ names-run\n {3}└─ dnsmasq-[\d.]+\n$/,
  );
});

test("a program is followed to its package, and a package in PATH to who asked for it", async () => {
  expect(await why("/bin/ls")).toMatch(
    /^busybox-[\d.]+\/bin\/busybox is .*\n\/bin {2}filesystem\.bin, in modules\/packages\/index\.ts:\d+:\d+\n└─ profile\n {3}└─ busybox-/,
  );
  expect(await why("lim")).toMatch(/└─ lim-1\n {3}packages\[0\], in modules\/services\/index\.ts:/);
  expect(await why("pppd")).toMatch(/^ppp-[\d.]+\/bin\/pppd is .*\nservice 'wan'/);
});

test("a file that somebody wrote is followed to the line", async () => {
  expect(await why("/etc/hosts")).toMatch(/filesystem\.etc\.hosts, in modules\/hosts\/index\.ts:\d+/);
  expect(await why("/root/.ssh/authorized_keys")).toMatch(
    /filesystem\.root\."\.ssh"\.authorized_keys, in modules\/ssh\/index\.ts:\d+/,
  );
});

test("what much needs is told by a few ways, and how many more there are", async () => {
  const text = await why("musl");
  expect(text.match(/└─ musl-/g)).toHaveLength(3);
  expect(text).toMatch(/^and by \d+ more: service '/m);
  const { reasons } = JSON.parse(await why("musl", "--json"));
  expect(reasons.length).toBeGreaterThan(3);
});

test("the kernel is told by its option", async () =>
  expect(await why("linux")).toMatch(
    /^linux-[\d.]+ is the kernel: kernel\.package, in modules\/kernel\/index\.ts/,
  ));

test.each([
  ["dnsmaq", "'dnsmaq' is not in the image\n  try: did you mean 'dnsmasq'?"],
  ["/etc/hosst", "'/etc/hosst' is not in the image\n  try: did you mean '/etc/hosts'"],
  ["gcc", "'gcc' is not in the image"],
])("%s, which is not there, is told with what is near", async (what, message) => {
  const { status, stderr } = await runInTest(["why", ...gateway.slice(0, 1), what, ...gateway.slice(1)]);
  expect(status).toBe(1);
  expect(stderr).toContain(`error: ${message}`);
});

test("a file in the tree is an option to look at", async () => {
  const { status, stdout } = await runInTest(["show", "options", "examples/gateway", "filesystem.etc.hosts"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}in modules\/hosts\/index\.ts:\d+:\d+/m);
});
