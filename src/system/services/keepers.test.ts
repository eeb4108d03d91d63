import { expect, test } from "vitest";
import { option } from "../../config/index.ts";
import type { LiminixError } from "../../error.ts";
import { sh } from "../../recipe/fragment.ts";
import { ethernet } from "../hardware.ts";
import { t } from "../option-types.ts";
import { compileGraph } from "./compile.ts";
import { carrier, not, present } from "./condition.ts";
import { defineService } from "./define-service.ts";
import { longrun, oneshot } from "./definition.ts";
import type { Service } from "./service.ts";

const [eth0, eth1] = [ethernet("eth0"), ethernet("eth1")];
const on = option({ type: t.interface, description: "Where." });

/** Switches an interface on, and off at its end. */
const link = defineService({
  name: "link",
  params: { interface: on },
  outputs: { ifname: t.interfaceName },
  build: ({ interface: it }) => oneshot({ up: sh`on ${it}`, claims: [{ kind: "keeps", interface: it }] }),
});
/** Makes one whose name is known. */
const tunnel = defineService({
  name: "tunnel",
  params: { over: on, name: option({ type: t.interfaceName, default: "tun0", description: "Its name." }) },
  outputs: { ifname: t.interfaceName },
  known: ({ name }) => ({ ifname: name }),
  build: ({ over, name }) => oneshot({ up: sh`dig ${over}`, claims: [{ kind: "keeps", interface: name }] }),
});
const user = defineService({
  name: "user",
  params: { on: option({ type: t.listOf(t.interface), description: "Where." }) },
  build: ({ on }) => oneshot({ up: sh`use ${on.length}` }),
});

const needs = (services: Readonly<Record<string, Service>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(compileGraph(services).services).map(([name, { dependencies }]) => [
      name,
      dependencies.toSorted(),
    ]),
  );

test("whoever names an interface needs the service that looks after it", () => {
  const socket = link({ interface: eth0 });
  expect(
    needs({ a: user({ on: [socket] }), b: user({ on: [eth1, eth0] }), c: user({ on: [eth1] }) }),
  ).toEqual({
    ...{ a: ["link"], b: ["link"], c: [], link: [] },
  });
  expect(needs({ socket, tunnel: tunnel({ over: eth0 }), a: user({ on: [ethernet("tun0")] }) })).toEqual({
    ...{ socket: [], tunnel: ["socket"], a: ["tunnel"] },
  });
});

test("so does whoever waits for a cable in it, whatever its scripts call it", () => {
  const socket = link({ interface: eth0 });
  const client = (when: ReturnType<typeof carrier>) => longrun({ run: sh`exec client eth0`, when });
  expect(
    needs({
      ...{ socket, cable: client(carrier(eth0)) },
      ...{ thing: client(present(eth0)), other: client(not(carrier(eth0))) },
    }),
  ).toEqual({ socket: [], cable: ["socket"], thing: [], other: [] });
});

test("a service on top of another's interface is for those who use that, too; who needs it already is not told twice", () => {
  const base = tunnel({ over: eth0 });
  const top = link({ interface: base });
  const through = tunnel({ over: top, name: "tun1" });
  expect(needs({ base, top, a: user({ on: [base] }), b: user({ on: [through] }) })).toEqual({
    ...{ base: [], top: ["base"], a: ["base", "top"], b: ["tunnel"], tunnel: ["top"] },
  });
});

test("two services that look after one interface are a mistake", () => {
  const said = (services: Readonly<Record<string, Service>>): string => {
    try {
      compileGraph(services);
      return "nothing";
    } catch (thrown) {
      return (thrown as LiminixError).complaints.map(({ message }) => message).join("\n");
    }
  };
  expect(said({ a: link({ interface: eth0 }), b: link({ interface: eth0 }) })).toBe(
    "Services 'a' and 'b' both look after 'eth0': what one switches off the other needs",
  );
  expect(said({ a: link({ interface: eth0 }), b: link({ interface: eth1 }) })).toBe("nothing");
});
