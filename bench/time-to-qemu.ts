/**
 * How long `liminix run` takes when nothing changed: until QEMU's process exists, and until the router's first
 * byte on the console. A script of QEMU's name, first in PATH, notes the time and becomes the real one.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface BootTimes {
  readonly command: string;
  readonly untilQemuMs: number;
  readonly untilFirstByteMs: number;
  /** Until the console asks for a key or a login: the router is up. */
  readonly untilPromptMs: number;
}

const EMULATOR = "qemu-system-mips";
const QUIT = "\x10x"; // ^P x, on QEMU's multiplexed console
const PROMPT = /login:|[#$] $|Please press Enter/;
const GIVE_UP_MS = 120_000;

export async function timeToQemu(words: readonly string[], cwd: string): Promise<BootTimes> {
  const folder = mkdtempSync(join(tmpdir(), "liminix-bench-"));
  const noted = join(folder, "began");
  const path = process.env.PATH ?? "";
  writeFileSync(
    join(folder, EMULATOR),
    `#!/bin/sh\n[ "$1" = --version ] || date +%s%N > '${noted}'\nPATH='${path}' exec ${EMULATOR} "$@"\n`,
  );
  chmodSync(join(folder, EMULATOR), 0o755);
  try {
    const [program = "", ...args] = words;
    const begunMs = Date.now();
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, PATH: `${folder}${delimiter}${path}` },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let firstByteMs: number | undefined;
    let promptMs: number | undefined;
    let console = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      firstByteMs ??= Date.now() - begunMs;
      console += text;
      if (promptMs !== undefined || !PROMPT.test(console)) return;
      promptMs = Date.now() - begunMs;
      child.stdin.write(QUIT);
    });
    const giveUp = setTimeout(() => child.kill(), GIVE_UP_MS);
    await once(child, "close");
    clearTimeout(giveUp);
    if (firstByteMs === undefined || promptMs === undefined) {
      throw new Error(`no prompt on the console within ${GIVE_UP_MS} ms; it said:\n${console.slice(-2000)}`);
    }
    const qemuMs = Number(readFileSync(noted, "utf8").trim().slice(0, -6)) - begunMs;
    return {
      command: words.join(" "),
      untilQemuMs: qemuMs,
      untilFirstByteMs: firstByteMs,
      untilPromptMs: promptMs,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
