import { expect, test } from "vitest";
import { defineConfiguration, defineModule, evaluate, option, type Type } from "../../config/index.ts";
import { sh, text } from "../../recipe/fragment.ts";
import { ethernet, only } from "../hardware.ts";
import { t } from "../option-types.ts";
import { defineService } from "./define-service.ts";
import { bundle, longrun } from "./definition.ts";
import { dhcp, route, wanPort } from "./examples-in-tests.ts";
import type { Service } from "./service.ts";

type Any = Type<unknown, never>;

const read = (type: Any, ...values: readonly unknown[]): unknown => {
  const module = defineModule({
    meta: import.meta,
    at: "o",
    options: option({ type, description: "An option." }),
    config: values.slice(1).map((o) => ({ o })),
  } as never);
  return (evaluate([module], defineConfiguration({ o: values[0] } as never)) as unknown as { o: unknown }).o;
};

const wan = dhcp({ interface: wanPort });
const lan = ethernet("lan", { ports: ["lan1", "lan2"] });
const light = longrun({ run: sh`exec blink` });

test.each<readonly [string, Any, unknown, unknown]>([
  ["a value that is known", t.atRuntime(t.ipv4), "192.0.2.1", "192.0.2.1"],
  ["a reference", t.atRuntime(t.ipv4), wan.output.address, wan.output.address],
  ["a value in its other form", t.atRuntime(t.mac), "02-00-5E-00-53-01", "02:00:5e:00:53:01"],
  ["a reference where nothing else will do", t.outputRef(t.ipv4), wan.output.gateway, wan.output.gateway],
  ["an interface of the device, as its name", t.interface, wanPort, "eth0"],
  ["an interface that a service makes, as a reference to its name", t.interface, wan, wan.output.ifname],
  ["one socket of a switch", t.interface, only(lan, { ports: ["lan2"] }), "lan2"],
  ["such a reference", t.interface, wan.output.ifname, wan.output.ifname],
  ["any service", t.service, light, light],
  [
    "a service with the outputs that are asked for",
    t.serviceWith({ mtu: t.int({ min: 68, max: 65_535 }) }),
    wan,
    wan,
  ],
])("%s is taken", (_, type, written, expected) => expect(read(type, written)).toBe(expected));

const refused: readonly (readonly [Any, unknown, string])[] = [
  [t.atRuntime(t.ipv4), 7, "expects an IPv4 address, or an output that is one, got 7"],
  [
    t.atRuntime(t.ipv4),
    wan.output.ifname,
    "expects an IPv4 address, or an output that is one, got the output 'ifname' (that is the name of a network interface, such as \"eth0\")",
  ],
  [t.ipv4, wan.output.address, "expects an IPv4 address, got the output 'address'"],
  [t.outputRef(t.ipv4), "192.0.2.1", 'expects an output that is an IPv4 address, got "192.0.2.1"'],
  [t.outputRef(t.ipv4), wan, "(name the output: service.output.…)"],
  [t.outputRef(t.ipv4), wan.output.mtu, "(that is a whole number from 68 to 65535)"],
  [t.interface, "eth0", "(a name is no interface: another board has another)"],
  [t.interface, lan, "('lan' is a switch with the sockets lan1, lan2: make a bridge of it, or take one)"],
  [t.interface, light, "('longrun' has no output 'ifname')"],
  [t.interface, wan.output.address, "(that is an IPv4 address)"],
  [
    t.interface,
    7,
    "expects a network interface: device.interfaces.lan, or a service with an output 'ifname'",
  ],
  [t.interfaceName, "a name that is too long", "expects the name of a network interface"],
  [t.interfaceName, "..", "expects the name of a network interface"],
  [t.service, dhcp, "(a template makes one when it is called)"],
  [t.service, "dhcp", "expects a service"],
  [t.serviceWith({ address: t.ipv4 }), light, "('longrun' has no output 'address' of that type)"],
  [t.serviceWith({ address: t.ipv4, mtu: t.ipv4 }), wan, "('dhcp' has no output 'mtu' of that type)"],
];
test.each(refused.map(([type, written, message]) => ({ message, type, written })))(
  "a value is refused: $message",
  ({ type, written, message }) => expect(() => read(type, written)).toThrow(message),
);

test("among several interfaces, a switch is all its sockets", () => {
  expect(read(t.interfaces, [wanPort, lan, wan])).toEqual(["eth0", "lan1", "lan2", wan.output.ifname]);
});

test("two references, or a reference and a value, are a conflict", () => {
  const [one, other] = [wan.output.address, wan.output.gateway];
  expect(read(t.atRuntime(t.ipv4), one, one)).toBe(one);
  expect(() => read(t.atRuntime(t.ipv4), one, other)).toThrow("has 2 definitions that differ");
  expect(() => read(t.atRuntime(t.ipv4), one, "192.0.2.1")).toThrow("has 2 definitions that differ");
});

test("what is wrong with a call is told where the service is used, and once", () => {
  const wrong = route({ via: 7 } as never);
  expect(() => read(t.mapOf(t.service), { a: wrong, b: wrong })).toThrow(
    /^error: Parameter 'route\.via' expects [^\n]*, got 7\n {2}in [^\n]*types\.test\.ts:\d+:\d+\n {2}declared in [^\n]*$/,
  );
});

test("a template is called with an object", () => {
  const none = defineService({ name: "none", params: {}, build: () => bundle({ contents: [] }) });
  const called = (passed: unknown): Service => none(passed as never);
  expect(read(t.service, called(undefined))).toMatchObject({ name: "none" });
  expect(() => read(t.service, called(7))).toThrow("'none' expects an object of parameters, got 7");
  expect(() => read(t.service, called([]))).toThrow("'none' expects an object of parameters, got []");
});

test("a service as JSON is what it was called with, or what it does", () => {
  expect(t.service.json(route({ via: wan.output.gateway }))).toEqual({
    service: "route",
    via: "the output 'gateway'",
  });
  const given = defineService({
    name: "given",
    params: { address: option({ type: t.cidr, description: "An address." }) },
    build: () => bundle({ contents: [] }),
  });
  expect(t.service.json(given({ address: "192.0.2.7/24" }))).toEqual({
    service: "given",
    address: "192.0.2.7/24",
  });
  expect(t.service.json(longrun({ run: sh`exec ${"a b"}`, environment: { A: text`b` } }))).toEqual({
    type: "longrun",
    run: "exec 'a b'",
    environment: { A: "b" },
  });
});
