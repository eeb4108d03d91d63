/** What traffic is told by: ports, addresses, where it is sent on to, how much of it. */
import { type Family, showAddress } from "../address.ts";
import { type AddressRange, parseAddressRange } from "../address-range.ts";
import { defineType, refuse, type Type } from "../type.ts";

/** Ports that follow each other; one port is a range of one. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

const isPort = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 65_535;

/** A port, or ports from one to another: 22, "8000-8010". */
export const portRange: Type<PortRange, number | `${number}-${number}`> = defineType({
  expects: 'a port number, or a range of them such as "8000-8010"',
  parse: (value) => {
    if (typeof value === "number") return isPort(value) ? { first: value, last: value } : undefined;
    if (typeof value !== "string") return undefined;
    const [, from = "", to = ""] = /^(\d{1,5})-(\d{1,5})$/.exec(value) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (isPort(first) && isPort(last))
      return first <= last ? { first, last } : refuse("it runs backwards", JSON.stringify(`${to}-${from}`));
    return isPort(Number(value)) ? refuse(undefined, value) : undefined;
  },
  json: ({ first, last }) => (first === last ? first : `${first}-${last}`),
  schema: { type: ["integer", "string"] },
});

/** An address of either family, a network, or a range: "192.0.2.7", "2001:db8::/32", "192.0.2.7-192.0.2.9". */
export const addressRange: Type<AddressRange, string> = defineType({
  expects: 'an address, a network or a range, such as "192.168.8.0/24" or "192.168.8.7-192.168.8.9"',
  parse: (value) => (typeof value === "string" ? parseAddressRange(value) : undefined),
  json: ({ text }) => text,
  schema: { type: "string" },
});

/** Where something is sent on to: an address, and a port if it is to be another one. */
export interface Endpoint {
  readonly family: Family;
  readonly address: string;
  readonly port?: number;
}

/** "192.168.8.10", "192.168.8.10:80", "[fd00::10]:80". */
export const endpoint: Type<Endpoint, string> = defineType({
  expects: 'an address with or without a port, such as "192.168.8.10:80" or "[fd00::10]:80"',
  parse: (value) => {
    if (typeof value !== "string") return undefined;
    const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
    const range = parseAddressRange(six ?? four ?? value);
    if (range === undefined || range.first !== range.last) return undefined;
    if (port !== undefined && !isPort(Number(port))) return refuse(`${port} is no port`);
    const address = showAddress(range.family, range.first);
    return { family: range.family, address, ...(port === undefined ? {} : { port: Number(port) }) };
  },
  json: ({ family, address, port }) =>
    port === undefined ? address : family === 6 ? `[${address}]:${port}` : `${address}:${port}`,
  schema: { type: "string" },
});

export interface Rate {
  readonly count: number;
  readonly per: "second" | "minute" | "hour" | "day";
}

/** How often: "10/second", "3/minute". */
export const rate: Type<Rate, `${number}/${Rate["per"]}`> = defineType({
  expects: 'a rate, such as "10/second" or "3/minute"',
  parse: (value) => {
    const [, count, per] = /^(\d{1,9})\/(second|minute|hour|day)$/.exec(String(value)) ?? [];
    return typeof value === "string" && Number(count) > 0
      ? { count: Number(count), per: per as Rate["per"] }
      : undefined;
  },
  json: ({ count, per }) => `${count}/${per}`,
  schema: { type: "string" },
});
