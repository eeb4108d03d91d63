import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fetchByTftp } from "../../testing/tftp/fetch.ts";
import { runInTest } from "../run-in-test.ts";

const directory = mkdtempSync(join(tmpdir(), "liminix-tftpd-"));
writeFileSync(join(directory, "boot.scr"), "script");
afterAll(() => rmSync(directory, { recursive: true }));

test.each([
  [["-a", "router"], 100, `Option '-a' expects an address or a network, got "router"`],
  [["--listen", "everywhere"], 100, `Option '--listen' expects an IP address, got "everywhere"`],
  [["--port", "65536"], 100, `Option '--port' expects a number up to 65535, got "65536"`],
  [
    ["--listen", "192.0.2.1"],
    111,
    "Cannot listen on '192.0.2.1' UDP port 69: this machine does not have the address",
  ],
] as const)("%j ends with status %i", async (words, status, message) => {
  const said = await runInTest(["tftpd", ...words, directory]);
  expect(said.status).toBe(status);
  expect(said.stderr).toContain(message);
});

test.each([
  ["nothing-here", "there is nothing"],
  ["boot.scr", "it is not a directory"],
])("'%s' cannot be served: %s", async (name, why) => {
  const said = await runInTest(["tftpd", name], { cwd: directory });
  expect(said).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`'${name}' cannot be served: ${why}`),
  });
});

test("it serves until it is stopped, and has a line for each transfer", async () => {
  const stop = new AbortController();
  const port = 40_000 + (process.pid % 20_000);
  const running = runInTest(["tftpd", "--listen", "127.0.0.1", "--port", String(port), directory], {
    signal: stop.signal,
    onStdout: (text) => text.includes("boot.scr: ") && stop.abort(),
  });
  // Asks again until somebody listens.
  const { bytes } = await fetchByTftp({ port, file: "boot.scr" });
  const { status, stdout } = await running;
  expect(bytes.toString()).toBe("script");
  expect(status).toBe(0);
  expect(stdout).toContain(`on 127.0.0.1 port ${port} to this machine only`);
  expect(stdout).toMatch(/127\.0\.0\.1 boot\.scr: 6 B in .* \(blocks of 512/);
});
