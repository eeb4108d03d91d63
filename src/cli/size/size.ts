/** What `liminix size` says, in one of its forms. */
import { changesOf } from "../../image/space/index.ts";
import type { Values } from "../command.ts";
import type sizeCommand from "../commands/size.ts";
import type { Context } from "../context.ts";
import { loadSystem } from "../load-system.ts";
import { stableJson } from "../stable-json.ts";
import { styleOf } from "../style.ts";
import { writeResult } from "../write-result.ts";
import { lastBuilt, measure, measureBuilt } from "./measure.ts";
import { type Since, sizeText } from "./size-text.ts";

export async function size(args: Values<(typeof sizeCommand)["args"]>, context: Context): Promise<string> {
  const measured = await measure(await loadSystem(args, context), args, context);
  const before = await (args.since === undefined
    ? lastBuilt(context.cwd)
    : measureBuilt(args.since, context.cwd));
  const since: Since | undefined =
    before === undefined
      ? undefined
      : { name: args.since ?? "./result", before, changes: changesOf(before, measured.image) };
  if (args.html !== undefined) {
    const { sizePage } = await import("./size-page.ts");
    await writeResult(args.html, sizePage(measured), context);
    return `${args.html}: ${measured.image.name}\n`;
  }
  return args.json
    ? stableJson({ ...measured, since })
    : sizeText(measured, since, args.all, styleOf(context.stdout, context.env));
}
