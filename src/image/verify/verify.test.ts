/** Trees that say what they should, and trees that lack something. */
import { describe, expect, test } from "vitest";
import board from "../../../devices/gl-ar750/device.ts";
import { defineFlash } from "../../system/flash.ts";
import type { DeviceTree, DeviceTreeNode } from "../read/index.ts";
import { treeProblems } from "./tree-facts.ts";
import { undriven } from "./undriven.ts";

type Value = string | readonly number[] | true;
type Written = Readonly<Record<string, Value>>;

const node = (
  name: string,
  properties: Written,
  children: readonly DeviceTreeNode[] = [],
): DeviceTreeNode => ({
  name,
  properties: new Map(Object.entries(properties).map(([key, value]) => [key, bytesOf(value)])),
  children,
});

function bytesOf(value: Value): Buffer {
  if (value === true) return Buffer.alloc(0);
  if (typeof value === "string") return Buffer.from(`${value}\0`);
  const bytes = Buffer.alloc(4 * value.length);
  for (const [index, cell] of value.entries()) bytes.writeUInt32BE(cell, 4 * index);
  return bytes;
}

const treeOf = (...children: readonly DeviceTreeNode[]): DeviceTree => ({
  root: node("", { compatible: "acme,router", "#address-cells": [1], "#size-cells": [1] }, children),
  reservations: [],
  totalBytes: 0,
});

const kernel = [Buffer.from("\0acme,uart\0acme,eth\0gpio-leds\0")];

describe("drivers", () => {
  const uart = node("serial@0", { compatible: "acme,uart" });

  test("a node whose driver was left out is told", () => {
    const tree = treeOf(
      node("soc", {}, [uart, node("flash@1", { compatible: "acme,flash\0jedec,spi-nor" })]),
    );
    expect(undriven(tree, kernel, {})).toEqual([
      { path: "/soc/flash@1", compatible: ["acme,flash", "jedec,spi-nor"] },
    ]);
  });

  test("a driver that is a module counts", () => {
    const tree = treeOf(node("wifi", { compatible: "acme,wifi" }));
    expect(undriven(tree, [...kernel, Buffer.from("acme,wifi\0")], {})).toEqual([]);
  });

  test("what begins as a driver's name does is not it", () => {
    const tree = treeOf(node("uart", { compatible: "acme,uar" }));
    expect(undriven(tree, kernel, {})).toHaveLength(1);
  });

  test("what is switched off needs none, nor does what is below it", () => {
    const off = node("bus", { compatible: "acme,bus", status: "disabled" }, [
      node("card", { compatible: "acme,card" }),
    ]);
    expect(undriven(treeOf(off), kernel, {})).toEqual([]);
  });

  test("what the board says to be needless is, and processors are", () => {
    const tree = treeOf(
      node("cpus", {}, [node("cpu@0", { compatible: "acme,cpu", device_type: "cpu" })]),
      node("pmu", { compatible: "acme,pmu" }),
    );
    expect(undriven(tree, kernel, { "acme,pmu": "nobody counts" })).toEqual([]);
    expect(undriven(tree, kernel, {})).toEqual([{ path: "/pmu", compatible: ["acme,pmu"] }]);
  });
});

describe("a tree", () => {
  const { board: facts } = board;
  if (facts === undefined) throw new Error("the board has no board");
  const small = {
    ...facts,
    flash: defineFlash({
      name: "flash",
      sizeBytes: 0x2_0000,
      eraseBytes: 0x1_0000,
      partitions: {
        "u-boot": { from: 0, to: 0x1_0000, readOnly: true },
        rootfs: { from: 0x1_0000, to: 0x2_0000 },
      },
    }),
  };
  const parts = {
    memory: node("memory@0", { device_type: "memory", reg: [0, 0x800_0000] }),
    chosen: node("chosen", { "stdout-path": "serial0:115200n8" }),
    aliases: node("aliases", { serial0: "/serial@0" }),
    serial: node("serial@0", { compatible: "acme,uart" }),
    partitions: node("partitions", { compatible: "fixed-partitions" }, [
      node("partition@0", { label: "u-boot", reg: [0, 0x1_0000], "read-only": true }),
      node("partition@1", { label: "rootfs", reg: [0x1_0000, 0x1_0000] }),
    ]),
    ethernet: node("ethernet@0", {}),
    lan: node("ports", {}, [node("port@1", { label: "lan1" }), node("port@2", { label: "lan2" })]),
    leds: node("leds", { compatible: "gpio-leds" }, [node("led", {})]),
    keys: node("keys", { compatible: "gpio-keys" }, [node("key", {})]),
  };
  const problems = (changed: Partial<Record<keyof typeof parts, DeviceTreeNode>> = {}) =>
    treeProblems(treeOf(...Object.values({ ...parts, ...changed })), board, small);
  const off = (one: DeviceTreeNode) => ({
    ...one,
    properties: new Map([...one.properties, ["status", Buffer.from("disabled\0")] as const]),
  });

  test("that has everything is right", () => expect(problems()).toEqual([]));

  test("with less memory than the device says is told with both", () =>
    expect(problems({ memory: node("memory@0", { device_type: "memory", reg: [0, 0x400_0000] }) })).toEqual([
      "expects memory at 0x00000000-0x08000000, has 0x00000000-0x04000000",
    ]));

  test("whose console is switched off, or nowhere, is told", () => {
    expect(problems({ serial: off(parts.serial) })).toEqual([
      "has a console 'serial0:115200n8' that is not switched on",
    ]);
    expect(problems({ chosen: node("chosen", {}) })).toEqual([
      "has no console: '/chosen' has no 'stdout-path'",
    ]);
  });

  test("with a partition that is elsewhere, or may be written, is told", () => {
    const moved = node("partitions", { compatible: "fixed-partitions" }, [
      node("partition@0", { label: "u-boot", reg: [0, 0x1_0000] }),
      node("partition@1", { label: "root", reg: [0x1_0000, 0x1_0000] }),
    ]);
    expect(problems({ partitions: moved })).toEqual([
      "expects partition 'u-boot' to be 0x00000000-0x00010000, read-only, has 0x00000000-0x00010000",
      "expects partition 'rootfs' to be 0x00010000-0x00020000, has none",
      "expects partition 'root' to be none, has 0x00010000-0x00020000",
    ]);
  });

  test("without a socket, an Ethernet controller, lights or buttons is told", () => {
    expect(problems({ lan: node("ports", {}, [node("port@1", { label: "lan1" })]) })).toEqual([
      "has no socket 'lan2', which the device names",
    ]);
    expect(problems({ ethernet: off(parts.ethernet) })).toEqual([
      "has 0 Ethernet controllers, and the device names eth0",
    ]);
    expect(problems({ leds: off(parts.leds), keys: off(parts.keys) })).toEqual([
      "has no LED: a node that is one of gpio-leds, cznic,turris-omnia-leds",
      "has no button: a node that is one of gpio-keys, gpio-keys-polled",
    ]);
    const buttonless = { ...small, withoutButtons: "a second processor has them" };
    expect(
      treeProblems(treeOf(...Object.values({ ...parts, keys: off(parts.keys) })), board, buttonless),
    ).toEqual([]);
  });
});
