import { expect, test } from "vitest";
import { option } from "../../config/index.ts";
import type { LiminixError } from "../../error.ts";
import { sh } from "../../recipe/fragment.ts";
import { ethernet } from "../hardware.ts";
import { t } from "../option-types.ts";
import { compileGraph } from "./compile.ts";
import { defineService } from "./define-service.ts";
import { oneshot } from "./definition.ts";
import type { Service } from "./service.ts";

const [lan, wan] = [ethernet("eth0"), ethernet("eth1")];
const on = option({ type: t.interface, description: "Where." });

const address = defineService({
  name: "address",
  params: { interface: on, address: option({ type: t.cidr, description: "What." }) },
  build: ({ interface: ifname, address }) =>
    oneshot({ up: sh`true`, claims: [{ kind: "address", interface: ifname, network: address }] }),
});
const member = defineService({
  name: "member",
  params: { interface: on },
  build: (params) => oneshot({ up: sh`true`, claims: [{ kind: "member", ...params }] }),
});
const route = defineService({
  name: "route",
  params: { metric: option({ type: t.int({ min: 0 }), description: "How far." }) },
  build: ({ metric }) => oneshot({ up: sh`true`, claims: [{ kind: "route", to: "default", metric }] }),
});
const link = defineService({
  name: "link",
  params: { mtu: option({ type: t.int({ min: 68 }), description: "How long." }) },
  outputs: { ifname: t.interfaceName },
  build: ({ mtu }) => oneshot({ up: sh`true`, claims: [{ kind: "mtu", bytes: mtu }] }),
});
const dialler = defineService({
  name: "dialler",
  params: { interface: on, mtu: option({ type: t.int({ min: 68 }), description: "How long." }) },
  build: ({ interface: ifname, mtu }) =>
    oneshot({ up: sh`true`, claims: [{ kind: "sends", interface: ifname, bytes: mtu + 8 }] }),
});

const said = (services: Readonly<Record<string, Service>>): readonly string[] => {
  try {
    compileGraph(services);
    return [];
  } catch (thrown) {
    const places = (thrown as LiminixError).complaints.map((complaint) => complaint.places?.length);
    expect(new Set(places).size).toBe(1);
    return (thrown as LiminixError).complaints.map(({ message }) => message);
  }
};

test("one network on two interfaces", () => {
  const home = address({ interface: lan, address: "192.168.8.1/24" });
  expect(said({ home, office: address({ interface: wan, address: "192.168.0.7/16" }) })).toEqual([
    "Networks 192.168.8.1/24 of 'home' and 192.168.0.7/16 of 'office' overlap, and are on different interfaces",
  ]);
  expect(said({ home, second: address({ interface: lan, address: "192.168.8.2/24" }) })).toEqual([]);
  expect(said({ home, office: address({ interface: wan, address: "192.168.9.1/24" }) })).toEqual([]);
});

test("one interface in two bridges", () => {
  expect(said({ a: member({ interface: lan }), b: member({ interface: lan }) })).toEqual([
    "Services 'a' and 'b' both put 'eth0' into a bridge, and it can be in one only",
  ]);
  const radio = link({ mtu: 1500 });
  expect(said({ a: member({ interface: radio }), b: member({ interface: radio }), radio })).toEqual([
    "Services 'a' and 'b' both put the interface of 'radio' into a bridge, and it can be in one only",
  ]);
  expect(said({ a: member({ interface: lan }), b: member({ interface: wan }) })).toEqual([]);
});

test("two default routes with one metric", () => {
  expect(said({ a: route({ metric: 100 }), b: route({ metric: 100 }) })).toEqual([
    "Services 'a' and 'b' both make the route to default with metric 100",
  ]);
  expect(said({ a: route({ metric: 100 }), b: route({ metric: 200 }) })).toEqual([]);
});

test("packets that are too long for what carries them", () => {
  expect(said({ a: dialler({ interface: lan, mtu: 1492 }) })).toEqual([]);
  expect(said({ a: dialler({ interface: lan, mtu: 1500 }) })).toEqual([
    "Service 'a' sends packets of up to 1508 bytes over 'eth0', which takes 1500",
  ]);
  const jumbo = link({ mtu: 1508 });
  expect(said({ a: dialler({ interface: jumbo, mtu: 1500 }), jumbo })).toEqual([]);
  expect(said({ a: dialler({ interface: jumbo, mtu: 1501 }), jumbo })).toEqual([
    "Service 'a' sends packets of up to 1509 bytes over the interface of 'jumbo', which takes 1508",
  ]);
});
