/**
 * Debian's U-Boot on an emulated little-endian Malta, with its console to type at, and beside it `liminix tftpd` on port 69: both
 * in a network namespace of their own, where that port is everybody's.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const liminix = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const PROMPT = "maltael # ";
/** Addresses of the emulator's network. What is for the server it passes on to the namespace; its own server has 10.0.2.2. */
export const BOARD = "10.0.2.15";
export const SERVER = "192.168.8.148";

export class UBoot implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #place: string;
  #said = "";
  #onText: () => void = () => {};

  /** Boots to the prompt. `flash` is Debian's u-boot.bin, `directory` is served. */
  static async start(flash: string, directory: string): Promise<UBoot> {
    const machine = new UBoot(flash, directory);
    await machine.#until(PROMPT);
    await machine.run(
      `setenv ipaddr ${BOARD}; setenv serverip ${SERVER}; setenv netmask 255.255.255.0; setenv gatewayip 10.0.2.2`,
    );
    return machine;
  }

  private constructor(flash: string, directory: string) {
    this.#place = mkdtempSync(join(tmpdir(), "liminix-u-boot-"));
    const bios = join(this.#place, "bios");
    writeFileSync(bios, swappedWords(readFileSync(flash)));
    const script = `
      ip link set lo up
      ip address add ${SERVER}/32 dev lo
      ${quoted(process.execPath, liminix)} tftpd -a ${SERVER} ${quoted(directory)} >${quoted(join(this.#place, "log"))} 2>&1 &
      exec qemu-system-mipsel -M malta -m 256 -nodefaults -no-user-config -nographic -vga none -serial stdio \
        -bios ${quoted(bios)} -netdev user,id=net -device pcnet,netdev=net,romfile=
    `;
    // All that is in the namespace ends with the first process of it.
    const words = [
      "--user",
      "--map-root-user",
      "--net",
      "--pid",
      "--fork",
      "--kill-child",
      "sh",
      "-euc",
      script,
    ];
    this.#process = spawn("unshare", words, { stdio: ["pipe", "pipe", "pipe"] });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (text) => {
        this.#said += text;
        this.#onText();
      });
    }
    this.#process.on("exit", () => this.#onText());
  }

  /** What the server has said. */
  get log(): string {
    return readFileSync(join(this.#place, "log"), "utf8");
  }

  /** Types a line, and gives what is printed until the next prompt, or whatever else is its end. */
  async run(line: string, end = PROMPT): Promise<string> {
    this.#said = "";
    this.#process.stdin?.write(`${line}\n`);
    const said = await this.#until(end);
    return said.slice(said.indexOf("\n") + 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, "exit");
    if (this.#process.exitCode === null && this.#process.kill("SIGKILL")) await ended;
    rmSync(this.#place, { recursive: true });
  }

  #until(end: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.#said.endsWith(end)) resolve(this.#said.slice(0, -end.length));
        if (this.#process.exitCode !== null) reject(new Error(`U-Boot has ended:\n${this.#said}`));
      };
      this.#onText = look;
      setTimeout(
        () => reject(new Error(`waited two minutes for '${end.trim()}':\n${this.#said}`)),
        120_000,
      ).unref();
      look();
    });
  }
}

/** QEMU turns the words of a little-endian Malta's firmware round when it loads it: so they are turned before. */
function swappedWords(bytes: Buffer): Buffer {
  const words = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(words);
  return words.swap32();
}

const quoted = (...words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
