/** A minute of requests that nobody who means well would send, to the server as people start it. */
import { spawn } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { setImmediate as nextRound } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { ConsoleText } from "../../../src/testing/console-text.ts";
import { Scratch } from "../../../src/testing/scratch.ts";
import { fetchByTftp } from "../../../src/testing/tftp/fetch.ts";
import { hostileRequest } from "../../../src/testing/tftp/hostile-request.ts";

const liminix = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const FOR_MS = 60_000;
const SECRET = "what is outside of the directory";
const INSIDE = Buffer.alloc(20_000, "what is inside");
/** Who asks gets answers at a port of its own each; some never answer to those. */
const CLIENTS = 12;
const MOST_MEMORY_KB = 400_000;

test("the server goes on, and gives nothing from outside of its directory", async () => {
  await using scratch = await Scratch.create("hostile");
  await mkdir(scratch.at("served"));
  await writeFile(scratch.at("served/file"), INSIDE);
  await writeFile(scratch.at("outside"), SECRET);
  const server = spawn(process.execPath, [liminix, "tftpd", "--port", "0", scratch.at("served")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (server.pid === undefined) throw new Error("the server did not start");
  scratch.guard(server.pid);
  const output = new ConsoleText(server.stdout);
  const [, told] = await output.find(/ port (\d+) to /, AbortSignal.timeout(60_000));
  const port = Number(told);

  let [sent, answers] = [0, 0];
  const seen = new Set<string>();
  const clients = Array.from({ length: CLIENTS }, (_, index): Socket => {
    const socket = createSocket("udp4");
    socket.on("message", (bytes, from) => {
      answers++;
      if (bytes.includes(SECRET) || bytes.includes("root:")) seen.add(bytes.toString("latin1"));
      // Half of them go on with what has begun, with more of the same.
      if (index % 2 === 0) socket.send(hostileRequest(), from.port, from.address);
    });
    return socket;
  });
  onTestFinished(() => {
    for (const socket of clients) socket.close();
  });
  for (const endMs = performance.now() + FOR_MS; performance.now() < endMs; ) {
    for (const socket of clients) socket.send(hostileRequest(), port, "127.0.0.1");
    sent += clients.length;
    await nextRound();
  }

  expect(sent).toBeGreaterThan(10_000);
  expect(answers).toBeGreaterThan(1000);
  expect([...seen]).toEqual([]);
  expect(server.exitCode).toBeNull();
  const [, memory] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
  expect(Number(memory)).toBeLessThan(MOST_MEMORY_KB);
  // Its transfers to those who never answer end by themselves; then there is room for others.
  const fetched = async () => (await fetchByTftp({ port, file: "file" })).bytes;
  await expect.poll(fetched, { timeout: 120_000, interval: 1000 }).toEqual(INSIDE);
  const ended = once(server, "exit");
  server.kill();
  await ended;
});
