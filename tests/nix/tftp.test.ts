/** The clients that others use, on our server. U-Boot's is in tests/qemu/tftp. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCounterparts } from "../../src/testing/counterparts.ts";
import { allowlist, type ServerEvent, TftpServer, thisMachine } from "../../src/tftp/index.ts";

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), "liminix-clients-"));
const bytes = randomBytes(3_000_001);
let bin: string;
let server: TftpServer;
let events: ServerEvent[] = [];

beforeAll(async () => {
  const counterparts = await buildCounterparts();
  bin = join(counterparts, "bin");
  writeFileSync(join(directory, "image"), bytes);
  symlinkSync(join(counterparts, "usr/lib/u-boot/maltael/u-boot.bin"), join(directory, "stored"));
  server = await TftpServer.listen({
    directory,
    address: "127.0.0.1",
    port: 0,
    allow: allowlist(thisMachine),
    onEvent: (event) => events.push(event),
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

const LIMITS = { timeout: 60_000 };

/** Each by its own command line: fetches `file` into `into`. */
const clients = {
  curl: (file: string, into: string) =>
    run(join(bin, "curl"), ["-sS", "-o", into, `tftp://127.0.0.1:${server.port}/${file}`], LIMITS),
  "curl with larger blocks": (file: string, into: string) =>
    run(
      join(bin, "curl"),
      ["-sS", "--tftp-blksize", "1468", "-o", into, `tftp://127.0.0.1:${server.port}/${file}`],
      LIMITS,
    ),
  "tftp-hpa": (file: string, into: string) =>
    run(join(bin, "tftp"), ["-m", "octet", "127.0.0.1", `${server.port}`, "-c", "get", file, into], LIMITS),
  atftp: (file: string, into: string) => atftp([], file, into),
  "atftp with all options": (file: string, into: string) =>
    atftp(["tsize 0", "blksize 1428", "timeout 3", "windowsize 16"], file, into),
};

const atftp = (options: readonly string[], file: string, into: string) =>
  run(
    join(bin, "atftp"),
    [
      ...options.flatMap((option) => ["--option", option]),
      "-g",
      "-r",
      file,
      "-l",
      into,
      "127.0.0.1",
      `${server.port}`,
    ],
    LIMITS,
  );

describe.each(Object.entries(clients))("%s", (name, fetchBy) => {
  const into = join(directory, `got-by-${name.replaceAll(" ", "-")}`);

  test("fetches a file as it is", async () => {
    events = [];
    await fetchBy("image", into);
    expect(readFileSync(into).equals(bytes)).toBe(true);
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(["begun", "ended"]);
    expect(events[1]).toMatchObject({ outcome: { kind: "done" } });
  });

  test("fetches a file of the store through a link", async () => {
    await fetchBy("stored", into);
    expect(readFileSync(into).equals(readFileSync(join(directory, "stored")))).toBe(true);
  });

  test("is refused what is not there", async () => {
    events = [];
    // Of these, some end with a status and some only say so: what counts is what the server said.
    await fetchBy("nothing", into).catch(() => {});
    expect(events).toMatchObject([{ kind: "refused", what: "nothing", reason: "file not found" }]);
  });
});

test("the options that a client asks for are what it gets", async () => {
  events = [];
  await clients["atftp with all options"]("image", join(directory, "got"));
  expect(events[0]).toMatchObject({
    transfer: { negotiated: { terms: { blockSize: 1428, windowSize: 16, timeoutMs: 3000 } } },
  });
});
