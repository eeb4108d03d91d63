import { expect, test } from "vitest";
import { option } from "../../config/index.ts";
import { sh } from "../../recipe/fragment.ts";
import { t } from "../option-types.ts";
import { compileGraph } from "./compile.ts";
import { carrier, ifKnown } from "./condition.ts";
import { defineService } from "./define-service.ts";
import { oneshot } from "./definition.ts";
import { dhcp, wanPort } from "./examples-in-tests.ts";

const plug = defineService({
  name: "plug",
  params: {
    into: option({ type: t.serviceWith({ ifname: t.interfaceName }), description: "Where." }),
    interface: option({ type: t.interface, description: "What." }),
  },
  build: ({ into, interface: on }) =>
    oneshot({ up: sh`plug ${on} ${into.output.ifname}`, when: ifKnown(carrier, on) }),
});
const strip = defineService({
  name: "strip",
  params: {
    name: option({ type: t.interfaceName, description: "Its name." }),
    members: option({ type: t.listOf(t.interface), description: "What is in it." }),
  },
  outputs: { ifname: t.interfaceName },
  known: ({ name }) => ({ ifname: name }),
  companions: ({ members }, self) =>
    members.flatMap((on) => (typeof on === "string" ? [] : [plug({ into: self, interface: on })])),
  passesOn: ["members"],
  build: ({ name }, { write }) => oneshot({ up: sh`${write("ifname", name)}` }),
});

const wan = dhcp({ interface: wanPort });
const home = strip({ name: "home", members: [wan] });
const { services, wanted } = compileGraph({
  home,
  tv: oneshot({ up: sh`tv`, when: carrier(home.output.ifname) }),
});

test("companions are wanted and need the service that they came with, which does not wait for them", () => {
  expect(wanted).toEqual(["home", "plug", "tv"]);
  expect(services.home?.dependencies).toEqual([]);
  expect(services.plug?.dependencies.toSorted()).toEqual(["dhcp", "home"]);
});

test("a condition may be on an interface that a service makes, if its name is known", () => {
  expect(services.tv?.condition).toEqual({ kind: "link", interface: "home", state: "carrier" });
});

test("one on an interface whose name only the router knows is a mistake, and for a template no condition", () => {
  expect(() => compileGraph({ tv: oneshot({ up: sh`tv`, when: carrier(wan.output.ifname) }) })).toThrow(
    "whose name only the router knows",
  );
  expect(services.plug?.condition).toBeUndefined();
});
