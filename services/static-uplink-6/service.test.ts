import { expect, test } from "vitest";
import { ethernet } from "../../src/index.ts";
import { staticUplink6 } from "./service.ts";

type Parameters = Partial<globalThis.Parameters<typeof staticUplink6>[0]>;

const mistakes = (parameters: Parameters): readonly string[] =>
  staticUplink6({
    interface: ethernet("eth0"),
    prefix: "2001:db8:1000::/56",
    gateway: "fe80::1",
    ...parameters,
  }).problems.map(({ message }) => message);

test("a gateway is on the line, and all of it is IPv6", () => {
  expect(mistakes({})).toEqual([]);
  expect(mistakes({ gateway: "2001:db8::1", address: "2001:db8::2/64" })).toEqual([]);
  const off =
    "The gateway 2001:db8::1 is expected to be on the line: in the network of 'address', or link-local";
  expect(mistakes({ gateway: "2001:db8::1" })).toEqual([off]);
  expect(mistakes({ gateway: "2001:db8::1", address: "2001:db8:7::2/64" })).toEqual([off]);
  expect(mistakes({ prefix: "192.0.2.0/24", address: "192.0.2.2/24" })).toEqual([
    "The prefix '192.0.2.0/24' is expected to be one of IPv6",
    "The address '192.0.2.2/24' is expected to be one of IPv6",
  ]);
});
