/**
 * U-Boot on an emulated board, with its console to type at, and beside it `liminix tftpd` on port 69: both in a network
 * namespace of their own, where that port is everybody's.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Scratch } from "../../../src/testing/scratch.ts";
import { within } from "../../../src/testing/within.ts";

const liminix = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
/** Addresses of the emulator's network. What is for the server it passes on to the namespace; its own server has 10.0.2.2. */
export const BOARD = "10.0.2.15";
export const SERVER = "192.168.8.148";

/** A kernel may have to be unpacked on a machine that is busy. */
const WAIT_MS = 300_000;
const COUNTING = "Hit any key to stop autoboot";

/** An emulated board, and the U-Boot for it. */
export interface UBootMachine {
  readonly emulator: string;
  /** Its arguments, but for what is plugged in. */
  readonly machine: readonly string[];
  /** The network interface, in QEMU's word. */
  readonly nic: string;
  /** U-Boot's file as QEMU wants it. */
  readonly firmware: (file: Buffer) => Buffer;
  readonly prompt: string;
  /** Which of its flashes may be a file of the test's: Malta's only one has U-Boot at its beginning. */
  readonly flash: 0 | 1;
}

const malta = { machine: ["-M", "malta"], nic: "pcnet", flash: 0 } as const;
const virt = { nic: "virtio-net-pci", firmware: asItIs, prompt: "=> ", flash: 1 } as const;

/** By the names that U-Boot has for its configurations; Debian's are in folders of these names below `usr/lib/u-boot`. */
export const machines = {
  maltael: { ...malta, emulator: "qemu-system-mipsel", firmware: swappedWords, prompt: "maltael # " },
  malta: { ...malta, emulator: "qemu-system-mips", firmware: asItIs, prompt: "malta # " },
  qemu_arm: {
    ...virt,
    emulator: "qemu-system-arm",
    machine: ["-M", "virt,highmem=off", "-cpu", "cortex-a15"],
  },
  qemu_arm64: { ...virt, emulator: "qemu-system-aarch64", machine: ["-M", "virt", "-cpu", "cortex-a53"] },
} as const satisfies Record<string, UBootMachine>;

export class UBoot implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #scratch: Scratch;
  readonly #prompt: string;
  #said = "";
  #onText: () => void = () => {};

  /** Boots to the prompt. `file` is the u-boot.bin, `directory` is served, `flash` a file that is the machine's flash. */
  static async start(machine: UBootMachine, file: string, directory: string, flash?: string): Promise<UBoot> {
    const board = new UBoot(await Scratch.create("u-boot"), machine, file, directory, flash);
    try {
      await board.#untilPrompt();
      await board.run(
        `setenv ipaddr ${BOARD}; setenv serverip ${SERVER}; setenv netmask 255.255.255.0; setenv gatewayip 10.0.2.2`,
      );
      return board;
    } catch (error) {
      await board[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(
    scratch: Scratch,
    { emulator, machine, nic, firmware, prompt, flash: index }: UBootMachine,
    file: string,
    directory: string,
    flash: string | undefined,
  ) {
    this.#prompt = prompt;
    this.#scratch = scratch;
    const bios = scratch.at("bios");
    writeFileSync(bios, firmware(readFileSync(file)));
    const flashes =
      flash === undefined ? [] : ["-drive", `if=pflash,index=${index},format=raw,file=${flash}`];
    const script = `
      ip link set lo up
      ip address add ${SERVER}/32 dev lo
      ${quoted(process.execPath, liminix)} tftpd -a ${SERVER} ${quoted(directory)} >${quoted(scratch.at("log"))} 2>&1 &
      exec ${quoted(emulator, ...machine)} -m 256 -nodefaults -no-user-config -nographic -vga none -serial stdio -no-reboot \
        -bios ${quoted(bios)} ${quoted(...flashes)} -netdev user,id=net -device ${nic},netdev=net,romfile=
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
    if (this.#process.pid !== undefined) scratch.guard(this.#process.pid);
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
    return readFileSync(this.#scratch.at("log"), "utf8");
  }

  /** Types a line, and gives what is printed until the next prompt, or whatever else is its end. */
  async run(line: string, end = this.#prompt): Promise<string> {
    this.#said = "";
    this.#process.stdin?.write(`${line}\n`);
    // What has booted may say more behind its prompt.
    await this.#until(() => this.#said.includes(end), end);
    return this.#said.slice(this.#said.indexOf("\n") + 1, this.#said.indexOf(end));
  }

  /** Waits for the machine to end by itself, and gives all that it printed since the last line that was typed. */
  async untilEnded(): Promise<string> {
    await within(once(this.#process, "exit"), WAIT_MS);
    if (this.#process.exitCode === null) throw new Error(`waited for its end:\n${this.#said}`);
    return this.#said;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, "exit");
    if (this.#process.exitCode === null && this.#process.kill("SIGKILL")) await ended;
    await this.#scratch[Symbol.asyncDispose]();
  }

  /** Where U-Boot counts seconds before it boots by itself, a key stops it. */
  async #untilPrompt(): Promise<void> {
    await this.#until(() => this.#said.endsWith(this.#prompt) || this.#said.includes(COUNTING), this.#prompt);
    if (!this.#said.endsWith(this.#prompt)) await this.run("");
  }

  #until(isThere: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (isThere()) resolve();
        else if (this.#process.exitCode !== null) reject(new Error(`U-Boot has ended:\n${this.#said}`));
      };
      this.#onText = look;
      setTimeout(() => reject(new Error(`waited for '${what.trim()}':\n${this.#said}`)), WAIT_MS).unref();
      look();
    });
  }
}

function asItIs(bytes: Buffer): Buffer {
  return bytes;
}

/** QEMU turns the words of a little-endian Malta's firmware round when it loads it: so they are turned before. */
function swappedWords(bytes: Buffer): Buffer {
  const words = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(words);
  return words.swap32();
}

const quoted = (...words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
