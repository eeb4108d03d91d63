/** What is left to do once an image for a board is built, with its addresses. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readScript } from "../../image/read/index.ts";
import { CARRIED, type Carried, steps, stepsText } from "../../image/steps.ts";
import type { Device } from "../../system/device.ts";
import type { Context } from "../context.ts";
import { styleOf } from "../style.ts";

/** Says nothing of outputs that nobody carries anywhere. `path` is the output, `link` the link to it. */
export function saySteps(
  device: Device,
  output: string,
  { path, link }: { readonly path: string; readonly link: string },
  { stderr, env }: Context,
): void {
  const { board } = device;
  const name = output === "default" ? device.defaultOutput : output;
  if (board === undefined || !isCarried(name)) return;
  const { bold } = styleOf(stderr, env);
  const size = name === "mtdimage" ? sizeIn(join(path, "flash.scr")) : "";
  const lines = [
    bold(`To ${CARRIED[name]} (${device.title}):`),
    ...stepsText(steps(device, board, name, { folder: link, size })),
    ...(device.support?.state === "experimental"
      ? ["", `${bold("experimental")}: ${device.support.inShort}`]
      : []),
    `More: docs/devices/${device.name}.md`,
  ];
  stderr.write(`${lines.join("\n")}\n`);
}

const isCarried = (name: string): name is Carried => Object.hasOwn(CARRIED, name);

/** The image's size is known once it is built: its script has it. */
const sizeIn = (script: string): string =>
  /erase \S+ \+(0x[0-9a-f]+)/.exec(readScript(readFileSync(script)))?.[1] ?? "SIZE";
