import { expect, test } from "vitest";
import { compileGraph, ethernet } from "../../src/index.ts";
import { staticUplink6 } from "./service.ts";

type Parameters = Partial<globalThis.Parameters<typeof staticUplink6>[0]>;

const uplink = (parameters: Parameters) =>
  staticUplink6({
    interface: ethernet("eth0"),
    prefix: "2001:db8:1000::/56",
    gateway: "fe80::1",
    ...parameters,
  });
const mistakes = (parameters: Parameters): readonly string[] =>
  uplink(parameters).problems.map(({ message }) => message);

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

test("without an address of its own the line has the way out alone", () => {
  const up = (parameters: Parameters): readonly string[] =>
    (compileGraph({ wan6: uplink(parameters) }).services.wan6?.up?.content.parts.join("") ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("ip -6") || line === "''");
  const routes = [
    'ip -6 route replace default via fe80::1 dev "$name"',
    "ip -6 route replace unreachable 2001:db8:1000::/56",
  ];
  expect(up({})).toEqual(routes);
  expect(up({ address: "2001:db8::2/64" })).toEqual([
    'ip -6 address replace 2001:db8::2/64 dev "$name"',
    ...routes,
  ]);
});
