/** What `liminix why` says. */
import type { Config } from "../../config/index.ts";
import { type Reason, reasonsFor } from "../../image/space/index.ts";
import { assemble, type System } from "../../system/assemble.ts";
import type { Values } from "../command.ts";
import type whyCommand from "../commands/why.ts";
import type { Context } from "../context.ts";
import { loadConfig } from "../load-system.ts";
import { stableJson } from "../stable-json.ts";
import { type Style, styleOf } from "../style.ts";
import { findWanted, nameOf, type Wanted } from "./find-wanted.ts";
import { type ImageContents, type ImageRoot, imageContents } from "./image-contents.ts";
import { place, whereFrom } from "./where-from.ts";

/** So many chains are told in full. */
const MOST_CHAINS = 3;

export async function why(args: Values<(typeof whyCommand)["args"]>, context: Context): Promise<string> {
  const { config, loaded } = await loadConfig(args, context);
  const system = assemble(config, loaded.device);
  const style = styleOf(context.stdout, context.env);
  if (args.what === system.kernel.name) {
    return `${style.bold(`${system.kernel.name}-${system.kernel.version}`)} is the kernel: ${place(config, "kernel.package")}\n`;
  }
  const contents = await imageContents(system, args, context);
  const wanted = findWanted(args.what, contents);
  const reasons = reasonsOf(wanted, contents);
  if (args.json) {
    return stableJson({
      what: wanted.title,
      reasons: reasons.map(({ root, chain }) => ({
        ...{ kind: root.kind, name: root.name, chain },
        from: whereFrom(root, config, system.services),
      })),
    });
  }
  return tell(wanted, reasons, { config, system, style });
}

/** A file of the tree is its own reason; a directory has that of what is in it. */
function reasonsOf(
  { objects, file }: Wanted,
  { roots, references }: ImageContents,
): readonly Reason<ImageRoot>[] {
  if (file === undefined) return reasonsFor(objects, roots, references);
  const below = roots.filter(({ kind, name }) => kind === "file" && `${name}/`.startsWith(`${file}/`));
  return (below.length > 0 ? below : [{ kind: "file" as const, name: file, mentions: [] }]).map((root) => ({
    root,
    chain: [],
  }));
}

interface Telling {
  readonly config: Config;
  readonly system: System;
  readonly style: Style;
}

function tell(wanted: Wanted, reasons: readonly Reason<ImageRoot>[], telling: Telling): string {
  const { bold, dim } = telling.style;
  const rest = reasons.slice(MOST_CHAINS).map(({ root }) => title(root));
  const lines = [
    `${bold(wanted.title)} is in the image because of`,
    ...reasons.slice(0, MOST_CHAINS).flatMap((reason) => chainLines(reason, telling)),
    ...(rest.length === 0 ? [] : [dim(`and by ${rest.length} more: ${rest.join(", ")}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

function chainLines(
  { root, chain }: Reason<ImageRoot>,
  { config, system, style }: Telling,
): readonly string[] {
  const asked = chain.map(nameOf).flatMap((name) => packageOption(config, name));
  return [
    `${title(root)}  ${style.dim(whereFrom(root, config, system.services))}`,
    ...chain.map((path, index) => `${"   ".repeat(index)}└─ ${nameOf(path)}`),
    ...asked.map((option) => style.dim(`   ${option}`)),
  ];
}

/** Where a program's package was asked for: the folder of programs mentions it, and says no more. */
function packageOption(config: Config, name: string): readonly string[] {
  const index = config.packages.findIndex((one) => `${one.name}-${one.version}` === name);
  return index < 0 ? [] : [place(config, `packages[${index}]`)];
}

const title = ({ kind, name }: ImageRoot): string => (kind === "file" ? name : `service '${name}'`);
