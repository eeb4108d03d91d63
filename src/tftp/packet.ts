/**
 * TFTP's packets as values (RFC 1350 section 5, RFC 2347): from bytes, and to bytes. What comes from the
 * network is anything at all, so reading never throws: it gives `undefined` for what is no packet.
 */

/** Opcodes: RFC 1350 section 5, and 6 of RFC 2347. */
export const OPCODE = { read: 1, write: 2, data: 3, acknowledgement: 4, error: 5, options: 6 } as const;

/** Error codes: RFC 1350's appendix, and 8 of RFC 2347. */
export const ERROR_CODE = {
  undefined: 0,
  notFound: 1,
  accessViolation: 2,
  illegalOperation: 4,
  unknownTransfer: 5,
  optionsRefused: 8,
} as const;
export type ErrorCode = (typeof ERROR_CODE)[keyof typeof ERROR_CODE];

/** Names and values of options, in the order of the packet; names in lower case, each only once. */
export type OptionValues = ReadonlyMap<string, string>;

export interface Request {
  readonly kind: "read" | "write";
  readonly file: string;
  /** In lower case: "octet", "netascii", "mail", or whatever was sent. */
  readonly mode: string;
  readonly options: OptionValues;
}

export type Packet =
  | Request
  | { readonly kind: "data"; readonly block: number; readonly bytes: Uint8Array }
  | { readonly kind: "acknowledgement"; readonly block: number }
  | { readonly kind: "error"; readonly code: number; readonly message: string }
  | { readonly kind: "options"; readonly options: OptionValues };

/** The packet in these bytes, if they are one. */
export function readPacket(bytes: Buffer): Packet | undefined {
  if (bytes.length < 4) return undefined;
  switch (bytes.readUInt16BE(0)) {
    case OPCODE.read:
      return readRequest("read", bytes);
    case OPCODE.write:
      return readRequest("write", bytes);
    case OPCODE.data:
      return { kind: "data", block: bytes.readUInt16BE(2), bytes: bytes.subarray(4) };
    case OPCODE.acknowledgement:
      return { kind: "acknowledgement", block: bytes.readUInt16BE(2) };
    case OPCODE.error: {
      const message = readStrings(bytes, 4)?.[0] ?? bytes.toString("latin1", 4);
      return { kind: "error", code: bytes.readUInt16BE(2), message };
    }
    case OPCODE.options: {
      const words = readStrings(bytes, 2);
      return words === undefined ? undefined : { kind: "options", options: readOptions(words) };
    }
    default:
      return undefined;
  }
}

/** The bytes of a packet; its strings must not have NUL in them. */
export function writePacket(packet: Packet): Buffer {
  switch (packet.kind) {
    case "read":
    case "write":
      return Buffer.concat([
        uint16(OPCODE[packet.kind]),
        writeStrings([packet.file, packet.mode, ...[...packet.options].flat()]),
      ]);
    case "data":
      return Buffer.concat([uint16(OPCODE.data), uint16(packet.block), packet.bytes]);
    case "acknowledgement":
      return Buffer.concat([uint16(OPCODE.acknowledgement), uint16(packet.block)]);
    case "error":
      return Buffer.concat([uint16(OPCODE.error), uint16(packet.code), writeStrings([packet.message])]);
    case "options":
      return Buffer.concat([uint16(OPCODE.options), writeStrings([...packet.options].flat())]);
  }
}

function readRequest(kind: "read" | "write", bytes: Buffer): Request | undefined {
  const [file, mode, ...words] = readStrings(bytes, 2) ?? [];
  if (file === undefined || mode === undefined) return undefined;
  return { kind, file, mode: mode.toLowerCase(), options: readOptions(words) };
}

/** Strings that each end in NUL; `undefined` if the last has no end. */
function readStrings(bytes: Buffer, from: number): readonly string[] | undefined {
  if (bytes.at(-1) !== 0) return undefined;
  return bytes.toString("utf8", from, bytes.length - 1).split("\0");
}

/** "An option may only be specified once" (RFC 2347): the first counts. A name without a value does not. */
function readOptions(words: readonly string[]): OptionValues {
  const options = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const name = (words[at] ?? "").toLowerCase();
    if (!options.has(name)) options.set(name, words[at + 1] ?? "");
  }
  return options;
}

const writeStrings = (words: readonly string[]): Buffer =>
  Buffer.from(words.map((word) => `${word}\0`).join(""));

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
}
