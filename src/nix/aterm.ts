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
    quotedArgs(drv.args),
    list(drv.env.map(([name, value]) => tuple([quoted(name), quoted(value)]))),
  ];
  return `Derive${tuple(fields)}` as ByteString;
}

const list = (items: readonly string[]): string => `[${items.join(",")}]`;
const tuple = (items: readonly string[]): string => `(${items.join(",")})`;

/** Paths, hashes and names have nothing to escape (`printUnquotedString`, which does quote). */
const verbatim = (text: ByteString): string => `"${text}"`;

/** A derivation is written three times on its way, each time with the same arguments: often long scripts. */
function quotedArgs(args: readonly ByteString[]): string {
  const known = written.get(args) ?? list(args.map(quoted));
  written.set(args, known);
  return known;
}

const written = new WeakMap<readonly ByteString[], string>();

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
