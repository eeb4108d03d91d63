/** The only place where this library touches the world: it runs `nix-store`, and looks whether build users exist. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BuildEvent, Message } from "./build-event.ts";
import { buildLogs } from "./build-logs.ts";
import { guarded } from "./guard.ts";
import { lineSplitter } from "./line-splitter.ts";
import { logParser } from "./log-parser.ts";
import { NixError } from "./nix-error.ts";
import { hasBuildUsers, nixConfig, type StoreSettings } from "./settings.ts";
import { storeDir } from "./store-path.ts";

/** How one Nix is run. */
export interface Run {
  /** What it reads from its standard input. */
  readonly input?: Iterable<Uint8Array>;
  readonly onEvent?: (event: BuildEvent) => void;
  readonly drvOfUrl?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
}

/** What came of it. */
export interface Outcome {
  readonly status: number | undefined;
  readonly stdout: string;
  readonly messages: readonly Message[];
  readonly logs: ReadonlyMap<string, readonly string[]>;
}

/** Runs `nix-store` to its end, whatever that is; throws only where there is none. */
export async function runNix(args: readonly string[], settings: StoreSettings, run: Run): Promise<Outcome> {
  const isRoot = process.getuid?.() === 0;
  const [program, ...words] = guarded(["nix-store", "--log-format", "internal-json", ...args], settings, {
    isRoot,
    hasStore: existsSync(storeDir),
  });
  const child = spawn(program, words, {
    env: { ...process.env, NIX_CONFIG: await config(settings, isRoot) },
  });
  const closed = new Promise<number | undefined>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new NixError({ kind: "no-nix" }) : error),
    );
    child.once("close", (status) =>
      // What guards it is there although Nix may not be: the shell's word for a missing program is 127.
      program !== "nix-store" && status === 127
        ? reject(new NixError({ kind: "no-nix" }))
        : resolve(status ?? undefined),
    );
  });
  const interrupt = (): void => void child.kill("SIGINT");
  run.signal?.addEventListener("abort", interrupt);
  if (run.signal?.aborted === true) interrupt();

  const fed = pipeline(Readable.from(run.input ?? []), child.stdin).then(
    () => undefined,
    (error: unknown) => error,
  );
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const parse = logParser(run.drvOfUrl);
  const logs = buildLogs();
  const messages: Message[] = [];
  const split = lineSplitter((line) => {
    const event = parse(line);
    if (event === undefined) return;
    logs.add(event);
    if (event.kind === "message") messages.push(event);
    run.onEvent?.(event);
  });
  child.stderr.setEncoding("utf8").on("data", split).on("end", split);

  try {
    const status = await closed;
    const failure = await fed;
    if (failure !== undefined && !isClosedPipe(failure)) throw failure;
    return { status, stdout, messages, logs: logs.tails };
  } finally {
    run.signal?.removeEventListener("abort", interrupt);
  }
}

async function config(settings: StoreSettings, isRoot: boolean): Promise<string> {
  const groups = await readFile("/etc/group", "utf8").catch(() => "");
  const machine = { isRoot, hasBuildUsers: hasBuildUsers(groups) };
  // The last word counts: what a user has set for Nix stays, but for what this library decides.
  return `${process.env.NIX_CONFIG ?? ""}\n${nixConfig(settings, machine)}`;
}

/** Nix may end before it has read everything: then its exit status says why. */
const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["EPIPE", "ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"].includes(String(error.code));
