/** One request to limd, and the whole of its answer. */
import * as host from "host";
import { setReadHandler } from "os";
import type { Answer } from "../../lib/protocol.ts";
import { socketPath } from "../limd/layout.ts";

/** Rejected when limd cannot be reached, or ends before it has answered. */
export function ask(request: string): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    const socket = host.connectUnix(socketPath);
    const buffer = new Uint8Array(16 * 1024);
    const heard: Uint8Array[] = [];
    host.write(socket, `${request}\n`);
    setReadHandler(socket, () => {
      let length: number | undefined;
      try {
        length = host.read(socket, buffer);
      } catch (error) {
        reject(error);
        length = 0;
      }
      if (length === undefined) return;
      if (length > 0) {
        heard.push(buffer.slice(0, length));
        return;
      }
      setReadHandler(socket, null);
      host.close(socket);
      const lines = host.decode(joined(heard)).split("\n").slice(0, -1);
      // A shutdown takes its time, and who ends on the way has not done it.
      if (request.startsWith("shutdown") && lines.length === 0) reject(new Error("it ended"));
      else resolve(lines.map((line) => JSON.parse(line) as Answer));
    });
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
