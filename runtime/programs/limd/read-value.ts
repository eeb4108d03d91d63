/**
 * Reading a file that somebody else wrote: an output, a secret. The directory of outputs is the service's, which may
 * run as anybody: what it puts there must not have limd, which is root, read another file, wait, or hold more than
 * it can.
 */
import * as host from "host";
import { unless } from "./attempt.ts";

const mostBytes = 16 * 1024;

/** The text of the file; undefined if there is none, or something else. */
export function readValue(path: string): string | undefined {
  const flags = host.O_RDONLY | host.O_NOFOLLOW | host.O_NONBLOCK;
  const descriptor = unless(["ENOENT", "ELOOP", "ENXIO"], () => host.open(path, flags));
  if (descriptor === undefined) return undefined;
  try {
    const buffer = new Uint8Array(mostBytes + 1);
    const length = unless(["EISDIR"], () => host.read(descriptor, buffer));
    return length === undefined || length > mostBytes ? undefined : host.decode(buffer.subarray(0, length));
  } finally {
    host.close(descriptor);
  }
}
