import { access, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runInBackground } from "./background.ts";
import { connect } from "./connect.ts";
import { runForeground } from "./foreground.ts";

let scratch: string;
let vmroot: string;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "liminix-start-"));
  vmroot = join(scratch, "vmroot");
  await mkdir(vmroot);
  const vm = { machine: [], memoryMb: 1, kernel: "vmlinux", rootfs: "rootfs", commandLine: "" };
  await writeFile(join(vmroot, "vm.json"), JSON.stringify({ emulator: "qemu-system-pretended", ...vm }));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true });
});

/** A QEMU that does this. */
async function pretend(script: string): Promise<void> {
  const program = join(scratch, "qemu-system-pretended");
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  vi.stubEnv("PATH", `${scratch}:${process.env.PATH}`);
}

test("without QEMU, the error says what to install", async () => {
  const message =
    "error: 'qemu-system-pretended' is not installed, expected it in PATH\n  try: apt-get install";
  await expect(runForeground(vmroot)).rejects.toThrow(message);
  await expect(runInBackground(vmroot, join(scratch, "vm"))).rejects.toThrow(message);
});

test("in the foreground, a QEMU that ends well is no error, and one that does not is one of the system's", async () => {
  await pretend("exit 0");
  await runForeground(vmroot);
  await pretend("exit 3");
  await expect(runForeground(vmroot)).rejects.toMatchObject({
    status: 111,
    message: expect.stringContaining("'qemu-system-pretended' ended with status 3"),
  });
});

test("in the foreground, the signal ends QEMU", async () => {
  const started = join(scratch, "started");
  await pretend(`touch '${started}'; exec sleep 100`);
  const stop = new AbortController();
  const running = runForeground(vmroot, { signal: stop.signal });
  await vi.waitFor(() => access(started));
  stop.abort();
  await running;
});

test("in the background, what QEMU says against its arguments is in the error", async () => {
  await pretend("echo 'qemu: no such machine' >&2; exit 1");
  await expect(runInBackground(vmroot, join(scratch, "vm"))).rejects.toThrow(
    /^error: 'qemu-system-pretended' ended with status 1\n {4}qemu: no such machine\n {2}try: .* -daemonize /,
  );
});

test("QEMU is given QEMU_OPTIONS last, and the directory is made", async () => {
  await pretend(`for word; do echo "$word"; done >"${"$"}{0%/*}/words"`);
  vi.stubEnv("QEMU_OPTIONS", "-name 'my router'");
  const directory = join(scratch, "one", "two");
  const place = await runInBackground(vmroot, directory);
  expect(place.directory).toBe(directory);
  const words = (await readFile(join(scratch, "words"), "utf8")).trimEnd().split("\n");
  expect(words.slice(-2)).toEqual(["-name", "my router"]);
  expect(words).toContain(place.pidFile);
});

test("a file cannot be the directory", async () => {
  await pretend("exit 0");
  const file = join(vmroot, "vm.json");
  await expect(runInBackground(vmroot, file)).rejects.toThrow(
    `error: '${file}' is a file, expected a directory`,
  );
});

test("there is nothing to connect to where nothing runs", async () => {
  await expect(connect(scratch)).rejects.toThrow(`error: Nothing runs in '${scratch}'\n  try: liminix run`);
});
