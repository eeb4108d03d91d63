/** Addresses and names of networks, machines and interfaces. */
import { canonicalAddress, type Family, type Network, parseNetwork } from "../address.ts";
import { defineType, refuse, type Type } from "../type.ts";

const address = (family: Family, example: string): Type<string> =>
  defineType({
    expects: `an IPv${family} address`,
    parse: (value) => {
      if (typeof value !== "string") return undefined;
      const network = parseNetwork(value);
      return (
        canonicalAddress(value, family) ??
        (network?.family === family
          ? refuse("without prefix length", JSON.stringify(network.address))
          : refuse())
      );
    },
    schema: { type: "string", format: `ipv${family}`, examples: [example] },
  });

/** In its shortest form when read. */
export const ipv4 = address(4, "192.168.8.1");
export const ipv6 = address(6, "fd00::1");

/** An address with its network's prefix length, as one gives it to an interface: `192.168.8.1/24`. */
export const cidr: Type<Network, string> = defineType({
  expects: `an address with prefix length, such as "192.168.8.1/24"`,
  parse: (value) => (typeof value === "string" ? (parseNetwork(value) ?? suggestLength(value)) : undefined),
  schema: { type: "string", examples: ["192.168.8.1/24"] },
});

/** A network: an address with prefix length, whose other bits are zero: `192.168.8.0/24`. */
export const prefix: Type<Network, string> = defineType({
  expects: `a network with prefix length, such as "192.168.8.0/24"`,
  parse: (value) => {
    const network = typeof value === "string" ? parseNetwork(value) : undefined;
    if (network === undefined) return typeof value === "string" ? suggestLength(value) : undefined;
    if (network.address === network.network) return network;
    return refuse(
      "it has bits behind the prefix",
      JSON.stringify(`${network.network}/${network.prefixLength}`),
    );
  },
  schema: { type: "string", examples: ["192.168.8.0/24"] },
});

function suggestLength(value: string) {
  const bare =
    canonicalAddress(value, 4) !== undefined ? 24 : canonicalAddress(value, 6) !== undefined ? 64 : undefined;
  return bare === undefined
    ? refuse()
    : refuse("the prefix length is missing", JSON.stringify(`${value}/${bare}`));
}

/** Six bytes; in lower case and with colons when read. */
export const mac: Type<string> = defineType({
  expects: `a MAC address, such as "02:00:5e:00:53:01"`,
  parse: (value) =>
    typeof value === "string" && /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}$/i.test(value)
      ? value.toLowerCase().replaceAll("-", ":")
      : undefined,
  schema: { type: "string", pattern: "^[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\\1[0-9A-Fa-f]{2}){4}$" },
});

const LABEL = "(?!-)[A-Za-z0-9-]{1,63}(?<!-)";

/** A machine's name without its domain (RFC 1123, section 2.1). */
export const hostname: Type<string> = name(
  new RegExp(`^${LABEL}$`),
  "a host name (letters, digits and hyphens, at most 63)",
);

/** Names with dots between them (RFC 1035: at most 253 characters in all). */
export const domain: Type<string> = name(
  new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`),
  `a domain name, such as "lan.example.org"`,
);

function name(form: RegExp, expects: string): Type<string> {
  return defineType({
    expects,
    parse: (value) => {
      if (typeof value !== "string") return undefined;
      if (form.test(value)) return value;
      const near = value
        .trim()
        .replaceAll(/[\s_]+/g, "-")
        .replaceAll(/[^A-Za-z0-9.-]/g, "");
      return form.test(near) ? refuse(undefined, JSON.stringify(near)) : refuse();
    },
    schema: { type: "string", pattern: form.source },
  });
}

/** A path from the root, without `.` and `..` and doubled slashes. */
export const absolutePath: Type<`/${string}`> = defineType<`/${string}`>({
  expects: "an absolute path",
  parse: (value) => {
    if (typeof value !== "string" || value.includes("\0")) return undefined;
    const words = value.split("/");
    if (words.includes("..")) return refuse("'..' has no place in it");
    const clean = `/${words.filter((word) => word !== "" && word !== ".").join("/")}` as const;
    return value === clean ? clean : refuse(undefined, JSON.stringify(clean));
  },
  schema: { type: "string", pattern: "^/" },
});
