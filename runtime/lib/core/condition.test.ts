import { describe, expect, test } from "vitest";
import type { Condition, LeafCondition } from "../graph.ts";
import { conditionKey, holds, servicesNamedBy } from "./condition.ts";
import { sayMissing } from "./say-condition.ts";

const link = (state: "present" | "up" | "carrier"): LeafCondition => ({
  kind: "link",
  interface: "eth0",
  state,
});
const usb: LeafCondition = { kind: "hotplug", subsystem: "usb", attributes: { idVendor: "12d1" } };
const healthy: LeafCondition = { kind: "healthy", check: "ping" };
const address: LeafCondition = { kind: "output", service: "wan", output: "address" };
const not = (of: Condition): Condition => ({ kind: "not", of });
const all = (...of: Condition[]): Condition => ({ kind: "all", of });
const any = (...of: Condition[]): Condition => ({ kind: "any", of });

test("equal conditions have equal keys, in whatever order their attributes come", () => {
  const one: LeafCondition = { kind: "hotplug", subsystem: "usb", attributes: { a: "1", b: "2" } };
  const other: LeafCondition = { kind: "hotplug", subsystem: "usb", attributes: { b: "2", a: "1" } };
  expect(conditionKey(one)).toBe(conditionKey(other));
  const keys = [link("present"), link("carrier"), usb, one, healthy, address, { kind: "clock" } as const];
  expect(new Set(keys.map(conditionKey)).size).toBe(keys.length);
});

test("a condition names the services in all its parts", () => {
  expect(servicesNamedBy(all(usb, not(any(healthy, address))))).toEqual(["ping", "wan"]);
  expect(servicesNamedBy(undefined)).toEqual([]);
});

describe("what is not known", () => {
  const known = (leaf: LeafCondition): boolean | undefined =>
    leaf.kind === "clock" ? true : leaf.kind === "healthy" ? false : undefined;
  const yes: Condition = { kind: "clock" };
  test.each<[string, Condition, boolean | undefined]>([
    ["decides where all must hold", all(yes, usb), undefined],
    ["does not matter where one of all does not hold", all(usb, healthy), false],
    ["decides where any must hold", any(healthy, usb), undefined],
    ["does not matter where one of any holds", any(usb, yes), true],
    ["stays so in its opposite", not(usb), undefined],
    ["is nothing in nothing", all(), true],
    ["is nothing in nothing either", any(), false],
  ])("%s", (_, condition, expected) => {
    expect(holds(condition, known)).toBe(expected);
  });
});

describe("what is missing, in words", () => {
  const nothing = () => false;
  const everything = () => true;
  test.each<[string, Condition, () => boolean]>([
    ["a cable in eth0", link("carrier"), nothing],
    ["eth0 to be switched on", link("up"), nothing],
    ["the interface eth0 to appear", link("present"), nothing],
    ["a device to be plugged in (usb, idVendor 12d1)", usb, nothing],
    ["the clock to be set", { kind: "clock" }, nothing],
    ["ping to be ready", healthy, nothing],
    ["wan to find out its address", address, nothing],
    ["the cable of eth0 to be out", not(link("carrier")), everything],
    ["eth0 to be switched off", not(link("up")), everything],
    ["the interface eth0 to be gone", not(link("present")), everything],
    ["a device to be unplugged (usb, idVendor 12d1)", not(usb), everything],
    ["the clock to be wrong", not({ kind: "clock" }), everything],
    ["ping to fail", not(healthy), everything],
    ["wan to lose its address", not(address), everything],
    ["a cable in eth0, and for ping to be ready", all(link("carrier"), healthy), nothing],
    ["a cable in eth0 or ping to be ready", any(link("carrier"), healthy), nothing],
    ["ping to fail or the clock to be wrong", not(all(healthy, { kind: "clock" })), everything],
    ["ping to fail, and for the clock to be wrong", not(any(healthy, { kind: "clock" })), everything],
    ["something that never happens", any(), nothing],
  ])("%s", (words, condition, leaf) => {
    expect(sayMissing(condition, leaf)).toBe(words);
  });
});
