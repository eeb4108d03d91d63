/** What nobody who means well would send to a TFTP server. */
import { randomBytes, randomInt } from "node:crypto";

const PIECES = [
  ...["../", "..\\", "/", "//", "\0", "%00", "%2e%2e/", "\xff", "-", "9", "./"],
  ...["etc/passwd", "outside", "octet", "netascii", "mail"],
  ...["blksize", "timeout", "tsize", "windowsize", "4294967296", "-1", "0", "65465"],
];

/** The bytes of one datagram: noise, a name or options that were never meant, or an answer to nothing. */
export function hostileRequest(): Buffer {
  const noise = randomBytes(randomInt(1, 60));
  const words = [...noise].map((byte) => PIECES[byte % PIECES.length]).join("");
  switch (randomInt(6)) {
    case 0:
      return noise;
    case 1:
      return packet(1, words);
    case 2:
      return packet(1, `${words}\0octet\0`);
    case 3:
      return packet(randomInt(1, 3), `file\0octet\0${words}\0`);
    case 4:
      // Another's answers, errors and data: blocks that were never sent.
      return packet(randomInt(3, 7), noise.toString("latin1"));
    default:
      return packet(1, `${"a/".repeat(randomInt(32_000))}${words}\0octet\0`);
  }
}

const packet = (opcode: number, words: string): Buffer =>
  Buffer.concat([Buffer.from([0, opcode]), Buffer.from(words, "latin1")]).subarray(0, 65_000);
