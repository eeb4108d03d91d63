/** A serial port of this machine as a stream. Node knows nothing of baud rates: stty(1) sets them. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync } from "node:fs";
import type { Duplex } from "node:stream";
import { isatty, ReadStream } from "node:tty";
import { promisify } from "node:util";
import { systemError, userError } from "../error.ts";

/** Eight bits, no parity, one stop bit, no flow control; bytes go through as they are, whoever else is on the line. */
const RAW = [
  "raw",
  "cs8",
  "-parenb",
  "-cstopb",
  "-crtscts",
  "clocal",
  "cread",
  "-hupcl",
  "-echo",
  "-echoe",
  "-echok",
];

/** An open port; disposing of it sets the port as it was. */
export class SerialPort implements AsyncDisposable {
  readonly stream: Duplex;
  readonly #path: string;
  readonly #before: string;

  /** Opens a port at so many bits a second. What is wrong with the port, or may not be done, is told as such. */
  static async open(path: string, baud: number): Promise<SerialPort> {
    const descriptor = openTerminal(path);
    try {
      const before = await stty(path, "--save");
      await stty(path, String(baud), ...RAW).catch((error: Error) => {
        throw /invalid argument/.test(error.message)
          ? userError({ message: `'${path}' cannot go at ${baud} baud`, try: "--baud 115200" })
          : error;
      });
      return new SerialPort(path, descriptor, before.trim());
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  private constructor(path: string, descriptor: number, before: string) {
    this.#path = path;
    this.#before = before;
    this.stream = new ReadStream(descriptor);
    // An adapter that is pulled out: "close" follows.
    this.stream.on("error", () => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.stream.closed) {
      this.stream.destroy();
      await once(this.stream, "close");
    }
    // The adapter may be gone by now.
    await stty(this.#path, this.#before).catch(() => {});
  }
}

function openTerminal(path: string): number {
  let descriptor: number;
  try {
    // Without NOCTTY the port could become what ^C here comes from.
    descriptor = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch (thrown) {
    throw cannotOpen(path, thrown as NodeJS.ErrnoException);
  }
  if (isatty(descriptor)) return descriptor;
  closeSync(descriptor);
  throw userError({ message: `'${path}' is no serial port`, try: portsOf });
}

const portsOf = "ls /dev/serial/by-id/, or the last lines of dmesg";

function cannotOpen(path: string, error: NodeJS.ErrnoException) {
  switch (error.code) {
    case "ENOENT":
    case "ENXIO":
    case "ENODEV":
      return userError({ message: `There is no serial port '${path}'`, try: portsOf });
    case "EISDIR":
      return userError({ message: `'${path}' is no serial port, but a directory`, try: portsOf });
    case "EACCES":
    case "EPERM":
      return systemError({
        message: `Serial port '${path}' may not be opened by you`,
        try: "sudo adduser $USER dialout, then log in once more",
      });
    case "EBUSY":
      return systemError({
        message: `Serial port '${path}' is used by another program`,
        try: `fuser -v ${path}`,
      });
    default:
      return systemError({ message: `Serial port '${path}' cannot be opened: ${error.message}` });
  }
}

async function stty(path: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("stty", ["--file", path, ...words], { encoding: "utf8" });
  return stdout;
}
