/**
 * U-Boot's FIT: a device tree whose `images` have their data as a property, or behind the tree, and whose
 * `configurations` say which go together (U-Boot's doc/usage/fit/source_file_format.rst).
 */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { cellsOf, type DeviceTreeNode, nodeAt, readDeviceTree, textsOf } from "./device-tree.ts";
import { FormatError, slice } from "./format-error.ts";

export interface FitImage {
  readonly name: string;
  readonly type: string;
  readonly architecture?: string;
  readonly os?: string;
  readonly compression?: string;
  readonly loadAddress?: number;
  readonly entryAddress?: number;
  readonly data: Buffer;
  /** The algorithms of its checksums, all of which agree with the data. */
  readonly hashes: readonly string[];
}

export interface FitConfiguration {
  readonly name: string;
  readonly kernel?: string;
  readonly fdt?: string;
  readonly ramdisk?: string;
}

export interface Fit {
  readonly description: string;
  readonly images: readonly FitImage[];
  readonly configurations: readonly FitConfiguration[];
  readonly default?: string;
}

const FORMAT = "FIT";

/** The FIT at the start of these bytes. Every checksum is checked, and what configurations name must be there. */
export function readFit(bytes: Buffer): Fit {
  const tree = readDeviceTree(bytes);
  const images = nodeAt(tree, "/images");
  const configurations = nodeAt(tree, "/configurations");
  if (images === undefined) throw new FormatError(FORMAT, "it has no node '/images'");
  const outside = Math.ceil(tree.totalBytes / 4) * 4;
  const fit = {
    description: textsOf(tree.root, "description")[0] ?? "",
    images: images.children.map((node) => readImage(node, bytes, outside)),
    configurations: (configurations?.children ?? []).map(readConfiguration),
    ...optional("default", configurations && textsOf(configurations, "default")[0]),
  };
  checkNames(fit);
  return fit;
}

function readImage(node: DeviceTreeNode, bytes: Buffer, outside: number): FitImage {
  const data = dataOf(node, bytes, outside);
  return {
    name: node.name,
    type: textsOf(node, "type")[0] ?? "",
    ...optional("architecture", textsOf(node, "arch")[0]),
    ...optional("os", textsOf(node, "os")[0]),
    ...optional("compression", textsOf(node, "compression")[0]),
    ...optional("loadAddress", addressOf(node, "load")),
    ...optional("entryAddress", addressOf(node, "entry")),
    data,
    hashes: node.children
      .filter(({ name }) => /^hash([-@]|$)/.test(name))
      .map((hash) => checkedHash(node.name, hash, data)),
  };
}

/** Inside (`data`), at a place behind the tree (`data-offset`), or at one of the file (`data-position`). */
function dataOf(node: DeviceTreeNode, bytes: Buffer, outside: number): Buffer {
  const inside = node.properties.get("data");
  if (inside !== undefined) return inside;
  const [offset] = cellsOf(node, "data-offset");
  const [position = offset === undefined ? undefined : outside + offset] = cellsOf(node, "data-position");
  const [size] = cellsOf(node, "data-size");
  if (position === undefined || size === undefined) {
    throw new FormatError(FORMAT, `image '${node.name}' has no data`);
  }
  return slice(FORMAT, bytes, `image '${node.name}''s data`, position, size);
}

function checkedHash(image: string, node: DeviceTreeNode, data: Buffer): string {
  const [algorithm = ""] = textsOf(node, "algo");
  const said = node.properties.get("value")?.toString("hex");
  const found = hashOf(algorithm, data);
  if (found === undefined) throw new FormatError(FORMAT, `image '${image}' has a hash '${algorithm}'`);
  if (said !== found) {
    throw new FormatError(FORMAT, `expected ${algorithm} ${said} of image '${image}', got ${found}`);
  }
  return algorithm;
}

function hashOf(algorithm: string, data: Buffer): string | undefined {
  if (algorithm === "crc32") return crc32(data).toString(16).padStart(8, "0");
  if (["md5", "sha1", "sha256", "sha384", "sha512"].includes(algorithm)) {
    return createHash(algorithm).update(data).digest("hex");
  }
  return undefined;
}

const readConfiguration = (node: DeviceTreeNode): FitConfiguration => ({
  name: node.name,
  ...optional("kernel", textsOf(node, "kernel")[0]),
  ...optional("fdt", textsOf(node, "fdt")[0]),
  ...optional("ramdisk", textsOf(node, "ramdisk")[0]),
});

function checkNames({ images, configurations, default: chosen }: Fit): void {
  const names = images.map(({ name }) => name);
  for (const { name, kernel, fdt, ramdisk } of configurations) {
    for (const wanted of [kernel, fdt, ramdisk]) {
      if (wanted !== undefined && !names.includes(wanted)) {
        throw new FormatError(FORMAT, `configuration '${name}' names image '${wanted}', which is not there`);
      }
    }
  }
  if (chosen !== undefined && !configurations.some(({ name }) => name === chosen)) {
    throw new FormatError(FORMAT, `its default is configuration '${chosen}', which is not there`);
  }
}

/** An address of one cell, or of two where it has 64 bits. */
function addressOf(node: DeviceTreeNode, property: string): number | undefined {
  const cells = cellsOf(node, property);
  return cells.length === 0 ? undefined : cells.reduce((sum, cell) => sum * 2 ** 32 + cell, 0);
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [Key in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [Key in K]: V });
