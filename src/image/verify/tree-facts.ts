/** What a board's device tree must say for the board to be of use, whatever drivers there are. */
import type { Board } from "../../system/board.ts";
import type { Device } from "../../system/device.ts";
import { hex, range } from "../../system/flash.ts";
import { cellsOf, type DeviceTree, nodeAt, textsOf } from "../read/index.ts";
import { type EnabledNode, enabledNodes, isCompatible } from "./enabled-nodes.ts";

/** Each a sentence's end: "… has no console". */
export function treeProblems(tree: DeviceTree, device: Device, board: Board): readonly string[] {
  const nodes = enabledNodes(tree);
  return [
    ...memoryProblems(tree, nodes, board),
    ...consoleProblems(tree, nodes),
    ...partitionProblems(nodes, board),
    ...networkProblems(nodes, device),
    ...missing("no LED", LIGHTS, nodes),
    ...(board.withoutButtons === undefined ? missing("no button", BUTTONS, nodes) : []),
  ];
}

/** Drivers of lights and buttons, each of which has a child for every one. */
const LIGHTS = ["gpio-leds", "cznic,turris-omnia-leds"];
const BUTTONS = ["gpio-keys", "gpio-keys-polled"];

const missing = (what: string, drivers: readonly string[], nodes: readonly EnabledNode[]) =>
  nodes.some((one) => drivers.some((name) => isCompatible(one, name)) && one.node.children.length > 0)
    ? []
    : [`has ${what}: a node that is one of ${drivers.join(", ")}`];

function memoryProblems(tree: DeviceTree, nodes: readonly EnabledNode[], { memory, busAddress }: Board) {
  const banks = nodes
    .filter(({ node }) => textsOf(node, "device_type")[0] === "memory")
    .flatMap(({ node }) => pairs(tree, cellsOf(node, "reg")));
  const end = busAddress + memory.sizeBytes;
  if (banks.some(({ from, to }) => from <= busAddress && end <= to)) return [];
  const has = banks.map(range).join(", ") || "none";
  return [`expects memory at ${range({ from: busAddress, to: end })}, has ${has}`];
}

/** Addresses and sizes, as many cells each as the root says. */
function pairs(tree: DeviceTree, cells: readonly number[]): readonly { from: number; to: number }[] {
  const [addressCells = 2] = cellsOf(tree.root, "#address-cells");
  const [sizeCells = 1] = cellsOf(tree.root, "#size-cells");
  const step = addressCells + sizeCells;
  return Array.from({ length: Math.floor(cells.length / step) }, (_, index) => {
    const number = (from: number, count: number) =>
      cells.slice(from, from + count).reduce((sum, cell) => sum * 2 ** 32 + cell, 0);
    const from = number(index * step, addressCells);
    return { from, to: from + number(index * step + addressCells, sizeCells) };
  });
}

/** `stdout-path` is a path or an alias, and may say a speed behind a colon. */
function consoleProblems(tree: DeviceTree, nodes: readonly EnabledNode[]): readonly string[] {
  const chosen = nodeAt(tree, "/chosen");
  const [said] = chosen === undefined ? [] : textsOf(chosen, "stdout-path");
  if (said === undefined) return ["has no console: '/chosen' has no 'stdout-path'"];
  const [name = ""] = said.split(":");
  const aliases = nodeAt(tree, "/aliases");
  const path = name.startsWith("/") || aliases === undefined ? name : textsOf(aliases, name)[0];
  return nodes.some((one) => one.path === path) ? [] : [`has a console '${said}' that is not switched on`];
}

function partitionProblems(nodes: readonly EnabledNode[], { flash }: Board): readonly string[] {
  if (flash === undefined) return [];
  const found = new Map(
    nodes
      .filter(({ parent }) => parent !== undefined && isCompatible(parent, "fixed-partitions"))
      .map(({ node }) => {
        const [from = 0, sizeBytes = 0] = cellsOf(node, "reg");
        const place = { from, to: from + sizeBytes, readOnly: node.properties.has("read-only") };
        return [textsOf(node, "label")[0] ?? node.name, describe(place)] as const;
      }),
  );
  const wanted = new Map(Object.entries(flash.partitions).map(([name, one]) => [name, describe(one)]));
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((name) => wanted.get(name) !== found.get(name))
    .map(
      (name) =>
        `expects partition '${name}' to be ${wanted.get(name) ?? "none"}, has ${found.get(name) ?? "none"}`,
    );
}

const describe = ({ from, to, readOnly }: { from: number; to: number; readOnly?: boolean }): string =>
  `${hex(from)}-${hex(to)}${readOnly === true ? ", read-only" : ""}`;

/** The socket of a switch has the name that the tree says; others are counted by the kernel. */
function networkProblems(nodes: readonly EnabledNode[], { interfaces }: Device): readonly string[] {
  const labels = new Set(nodes.flatMap(({ node }) => textsOf(node, "label")));
  const names = Object.values(interfaces).flatMap(({ name, ports }) => (ports.length === 0 ? [name] : ports));
  const counted = names.filter((name) => /^eth\d+$/.test(name));
  const controllers = nodes.filter(({ node }) => /^(ethernet|mac)(@|$)/.test(node.name));
  return [
    ...names
      .filter((name) => !counted.includes(name) && !labels.has(name))
      .map((name) => `has no socket '${name}', which the device names`),
    ...(controllers.length > Math.max(0, ...counted.map((name) => Number(name.slice(3))))
      ? []
      : [`has ${controllers.length} Ethernet controllers, and the device names ${counted.join(", ")}`]),
  ];
}
