/** The space that a configuration's image takes, and that of one built before; nothing is built that is there. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { userError } from "../../error.ts";
import { FormatError } from "../../image/read/index.ts";
import { imageSpace, type Space } from "../../image/space/index.ts";
import { compose } from "../../pipeline.ts";
import type { System } from "../../system/assemble.ts";
import { sizeOf } from "../../system/flash.ts";
import { buildRecipes } from "../build-output.ts";
import type { Values } from "../command.ts";
import type { Context } from "../context.ts";
import type { storeOptions } from "../store-options.ts";
import { imageContents } from "../why/image-contents.ts";
import { type Because, because } from "./because.ts";

/** The place of a part of the image in a board's flash. */
export interface Room {
  readonly partition: string;
  readonly sizeBytes: number;
  readonly takenBytes: number;
  /** What is in it. */
  readonly holds: "kernel" | "root filesystem";
}

export interface Measured {
  readonly image: Space;
  /** None where nothing is written to a flash. */
  readonly rooms: readonly Room[];
  readonly because: Because;
}

/** The image's two parts are built, not the image: that is not made at all if it is too large. */
export async function measure(
  system: System,
  request: Values<typeof storeOptions>,
  context: Context,
): Promise<Measured> {
  const { squashfs, uimage } = compose(system);
  if (squashfs === undefined) throw new Error("a system without a root filesystem");
  const { paths, store } = await buildRecipes(system, [squashfs, uimage ?? system.kernel], request, context);
  const [root = "", kernel = ""] = paths.map((path) => store.realPath(path));
  // An emulator starts one of the files that a kernel's build gives.
  const started = uimage === undefined ? join(kernel, system.device.platform.kernelImage) : kernel;
  const files = (await Promise.all([started, root].map(filesOf))).flat();
  const image = imageSpace(`${system.hostname} for ${system.device.name}`, files);
  if (image === undefined) throw new Error(`neither a kernel nor a root filesystem in ${paths.join(" ")}`);
  const contents = await imageContents(system, request, context);
  return { image, rooms: roomsOf(system, image), because: because(contents) };
}

function roomsOf({ device }: System, image: Space): readonly Room[] {
  const { flash, installation } = device.board ?? {};
  if (flash === undefined || installation === undefined) return [];
  const placed = [
    [installation.kernel, "kernel"],
    [installation.root, "root filesystem"],
  ] as const;
  return placed.flatMap(([partition, name]) => {
    const [place, part] = [flash.partitions[partition], image.parts.find((one) => one.name === name)];
    if (place === undefined || part === undefined) return [];
    return [{ partition, sizeBytes: sizeOf(place), takenBytes: part.storedBytes, holds: name }];
  });
}

/** The image that is in a file or folder, such as `./result`; an error if there is none. */
export async function measureBuilt(name: string, cwd: string): Promise<Space> {
  const files = await filesOf(resolve(cwd, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw userError({
      message: `'${name}' is to be compared with, and is not there`,
      try: "--since result, or what `liminix build` linked",
    });
  });
  const image = readable(name, files);
  if (image !== undefined) return image;
  throw userError({
    message: `'${name}' is to be compared with, and holds neither a kernel nor a root filesystem`,
    try: "--since result, or what `liminix build` linked",
  });
}

/** `./result`, if that holds an image: beside a kernel alone all else would be new. */
export async function lastBuilt(cwd: string): Promise<Space | undefined> {
  try {
    const image = readable("result", await filesOf(resolve(cwd, "result")));
    return image?.parts.some(({ name }) => name === "root filesystem") ? image : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A file that only begins as an image does is none. */
function readable(name: string, files: Awaited<ReturnType<typeof filesOf>>): Space | undefined {
  try {
    return imageSpace(name, files);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

async function filesOf(path: string): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  if ((await stat(path)).isFile()) return [{ name: path, bytes: await readFile(path) }];
  const names = await readdir(path);
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const file = join(path, name);
      return (await stat(file)).isFile() ? [{ name, bytes: await readFile(file) }] : [];
    }),
  );
  return files.flat();
}
