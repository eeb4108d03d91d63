/**
 * Our TFTP server against tftpd-hpa, atftpd and dnsmasq, on loopback, with the same client: curl one by one, atftp in windows.
 * All have real-time priority, so that other work on the machine counts little; rounds go round the servers, and the best of
 * each counts. In MB/s, and ours as a share of the best of the others. Prints JSON. Run as `node bench/tftp.ts`, as root:
 * dnsmasq is on port 69.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCounterparts } from "../src/testing/counterparts.ts";
import { fetchByTftp } from "../src/testing/tftp/fetch.ts";
import { allowlist, TftpServer, thisMachine } from "../src/tftp/index.ts";
import { runToEnd } from "./time-command.ts";

const ROUNDS = 7;
/** So much that starting a client is little beside it; and yet blocks of 512 do not roll over, which not every server can. */
const SIZE_BYTES = 32_000_000;
/** Where the network is what takes the time. */
const PART_BYTES = 8_000_000;
const ADDRESS = "127.0.0.1";
const ours = "liminix";
const ports = { [ours]: 6900, "tftpd-hpa": 6901, atftpd: 6902, dnsmasq: 69 };
type Server = keyof typeof ports;

const bin = join(await buildCounterparts(), "bin");
const place = mkdtempSync(join(tmpdir(), "liminix-bench-"));
chmodSync(place, 0o755);
const got = join(place, "got");
const image = Buffer.alloc(SIZE_BYTES, "not all zeros");
const part = image.subarray(0, PART_BYTES);
writeFileSync(join(place, "image"), image);
writeFileSync(join(place, "part"), part);
const servers: ChildProcess[] = [
  program("./liminix", "tftpd", "--port", `${ports[ours]}`, place),
  program(join(bin, "in.tftpd"), "-L", "-a", `${ADDRESS}:${ports["tftpd-hpa"]}`, "-u", "root", "-s", place),
  program(
    ...[join(bin, "atftpd"), "--daemon", "--no-fork", "--user", "root", "--group", "root"],
    ...["--bind-address", ADDRESS, "--port", `${ports.atftpd}`, place],
  ),
  program(
    ...[join(bin, "dnsmasq"), "-k", "-C", "/dev/null", "-p", "0", "--user=root", "--enable-tftp"],
    ...[`--tftp-root=${place}`, `--listen-address=${ADDRESS}`, "--tftp-no-fail", "--pid-file="],
  ),
];
try {
  for (const port of Object.values(ports))
    await fetchByTftp({ port, file: "image", options: { blksize: 60_000 } });
  const lockstep = {
    512: await rates(Object.keys(ports) as Server[], (server) => curl(server, 512)),
    1468: await rates(Object.keys(ports) as Server[], (server) => curl(server, 1468)),
  };
  const inWindowsOf = (size: number) => rates([ours, "atftpd"], (server) => atftp(server, 1468, size));
  const windows = {
    "1 of 1468, same client": await inWindowsOf(1),
    "8 of 1468": await inWindowsOf(8),
    "26 of 1468": await inWindowsOf(26),
    "64 of 1468": await inWindowsOf(64),
  };
  const answersAfter1Ms = await behindANetwork();
  const results = {
    lockstep,
    windows,
    answersAfter1Ms,
    twentyClients: await twentyClients(),
    loss: await withLoss(),
  };
  process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
} finally {
  for (const server of servers) server.kill();
  await Promise.all(servers.map((server) => server.exitCode ?? once(server, "exit")));
  rmSync(place, { recursive: true });
}

function program(...command: readonly string[]): ChildProcess {
  const [chrt, ...args] = undisturbed(command);
  return spawn(chrt, args, { stdio: "ignore" });
}

/** With the least of the priorities that are above all other work's. */
function undisturbed(command: readonly string[]): readonly [string, ...string[]] {
  return ["chrt", "--fifo", "1", ...command];
}

/** The best rate of each server in MB/s, and ours as a share of the best of the others. */
async function rates(names: readonly Server[], fetchFrom: (server: Server) => readonly string[]) {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const ms = await runToEnd(undisturbed(fetchFrom(name)), ".");
      if (!readFileSync(got).equals(image)) throw new Error(`${name} gave something else`);
      best.set(name, Math.max(best.get(name) ?? 0, SIZE_BYTES / 1000 / ms));
    }
  }
  const rounded = Object.fromEntries([...best].map(([name, rate]) => [name, Math.round(rate * 10) / 10]));
  const others = names.filter((name) => name !== ours).map((name) => best.get(name) ?? 0);
  const share = (best.get(ours) ?? 0) / Math.max(...others);
  return { ...rounded, oursByBest: Math.round(share * 100) / 100 };
}

function curl(server: Server, blockSize: number): readonly string[] {
  const url = `tftp://${ADDRESS}:${ports[server]}/image`;
  return [join(bin, "curl"), "-sS", "--tftp-blksize", `${blockSize}`, "-o", got, url];
}

function atftp(server: Server, blockSize: number, windowSize: number): readonly string[] {
  const options = [`blksize ${blockSize}`, `windowsize ${windowSize}`].flatMap((text) => ["--option", text]);
  return [join(bin, "atftp"), ...options, "-g", "-r", "image", "-l", got, ADDRESS, `${ports[server]}`];
}

/** MB/s where each answer takes a millisecond, as on a network with boards: what windows are for. */
async function behindANetwork() {
  const rate = async (windowsize: number) => {
    const begunMs = performance.now();
    await fetchByTftp({
      port: ports[ours],
      file: "part",
      options: { blksize: 1468, windowsize },
      answerMs: 1,
    });
    return PART_BYTES / 1000 / (performance.now() - begunMs);
  };
  const [lockstep, windowsOf26] = [await rate(1), await rate(26)];
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    lockstep: rounded(lockstep),
    windowsOf26: rounded(windowsOf26),
    times: rounded(windowsOf26 / lockstep),
  };
}

/** All at once, each by a client of ours. */
async function twentyClients() {
  const begunMs = performance.now();
  const fetched = await Promise.all(
    Array.from({ length: 20 }, () =>
      fetchByTftp({ port: ports[ours], file: "part", options: { blksize: 1468, windowsize: 16 } }),
    ),
  );
  const seconds = (performance.now() - begunMs) / 1000;
  const whole = fetched.filter(({ bytes }) => bytes.equals(part)).length;
  return { whole, seconds: Math.round(seconds * 10) / 10 };
}

/** One packet in fifty is lost, each way. */
async function withLoss() {
  await using server = await TftpServer.listen({
    directory: place,
    address: ADDRESS,
    port: 0,
    allow: allowlist(thisMachine),
    onEvent: () => {},
  });
  const run = async (windowsize: number) => {
    const begunMs = performance.now();
    const options = { blksize: 1468, windowsize };
    const loses = () => Math.random() < 0.02;
    const { bytes } = await fetchByTftp({ port: server.port, file: "part", options, loses });
    const seconds = (performance.now() - begunMs) / 1000;
    return { whole: bytes.equals(part), seconds: Math.round(seconds * 10) / 10 };
  };
  return { lockstep: await run(1), windowsOf26: await run(26) };
}
