/**
 * How long `check` takes where npm has installed liminix, beside the same of the checkout: runs of the two take
 * turns, so that both see the same machine. Prints JSON. Run as `node bench/installed.ts`.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runToEnd, timing } from "./time-command.ts";

const ROUNDS = 20;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "liminix-bench-"));

try {
  await install();
  const words = ["check", ".", "--device", "qemu"];
  const commands = [
    ["node_modules/liminix/bin/liminix", ...words],
    [join(root, "liminix"), ...words],
  ] as const;
  for (const command of commands) await runToEnd(command, folder);
  const timesMs: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++)
    for (const which of [0, 1] as const) timesMs[which].push(await runToEnd(commands[which], folder));
  const installed = timing("npx liminix check", timesMs[0]);
  const checkout = timing("./liminix check", timesMs[1]);
  const ratio = Math.round((installed.medianMs / checkout.medianMs) * 100) / 100;
  process.stdout.write(`${JSON.stringify({ installed, checkout, ratio }, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** What npm would put there, without a registry: the packed files, and links to what the checkout depends on. */
async function install(): Promise<void> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "liminix"), { recursive: true });
  await runToEnd(["npm", "pack", root, "--pack-destination", folder, "--loglevel=error"], root);
  const unpack = ["sh", "-c", "tar -xzf *.tgz -C node_modules/liminix --strip-components=1"];
  await runToEnd(unpack, folder);
  for (const name of ["commander", "zod", `node-linux-${process.arch}`])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  cpSync(join(root, "examples/hello/configuration.ts"), join(folder, "configuration.ts"));
}
