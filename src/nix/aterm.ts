/** Writes a `.drv` as Nix does, byte for byte: `Derivation::unparse`, libstore/derivations.cc. */
import type { ByteString } from "./byte-string.ts";
import type { Drv } from "./drv.ts";

/** The contents of a `.drv` file. */
export function unparse(drv: Drv): ByteString {
  const fields = [
    list(drv.outputs.map(({ name, path, method, hash }) => tuple([name, path, method, hash].map(verbatim)))),
    list(drv.inputs.map((input) => tuple([verbatim(input.drv), list(input.outputs.map(verbatim))]))),
    list(drv.sources.map(verbatim)),
    verbatim(drv.system),
    quoted(drv.builder),
    list(drv.args.map(quoted)),
    list(drv.env.map(([name, value]) => tuple([quoted(name), quoted(value)]))),
  ];
  return `Derive${tuple(fields)}` as ByteString;
}

const list = (items: readonly string[]): string => `[${items.join(",")}]`;
const tuple = (items: readonly string[]): string => `(${items.join(",")})`;

/** Paths, hashes and names have nothing to escape (`printUnquotedString`, which does quote). */
const verbatim = (text: ByteString): string => `"${text}"`;

/** `printString`. */
const quoted = (text: ByteString): string =>
  `"${text.replace(/["\\\n\r\t]/g, (char) => escapes[char] ?? char)}"`;

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
