/** Files with values in them that only the router knows. They are rendered there, before the service starts. */
import type { TemplateFile } from "../../../runtime/lib/graph.ts";
import { type Fragment, type RuntimeHole, text } from "../../recipe/fragment.ts";
import type { OutputRef } from "./output.ts";

/** In a script it is the file's path. */
export interface ConfigFile extends RuntimeHole {
  readonly kind: "configuration file";
  readonly content: Fragment;
  readonly escape: TemplateFile["escape"];
}

interface ConfigFileSpec {
  /** Its name in the service's own directory, which only root can look into. */
  readonly path: string;
  /** text`…${wan.output.address}…` */
  readonly content: Fragment;
  /**
   * How values are written, so that none of them can mean more than itself: json for the inside of a JSON
   * string, shell for a word of a script; line refuses what does not fit on a line.
   */
  readonly format?: TemplateFile["escape"];
}

/** A configuration file of a service. */
export const configFile = ({ path, content, format = "line" }: ConfigFileSpec): ConfigFile =>
  Object.freeze({ runtime: true, kind: "configuration file", name: path, content, escape: format });

/** Text that is repeated for every item of a list. */
export interface ForEach extends RuntimeHole {
  readonly kind: "each";
  readonly list: OutputRef<readonly unknown[]>;
  readonly content: Fragment;
}

const item: RuntimeHole = Object.freeze({ runtime: true, kind: "item", name: "item" });

/** In a configFile, text for each item of a list: `forEach(wan.output.nameservers, (n) => text`nameserver ${n}\n`)`. */
export const forEach = (
  list: OutputRef<readonly unknown[]>,
  each: (item: RuntimeHole) => Fragment,
): Fragment => {
  const hole: ForEach = { runtime: true, kind: "each", name: list.name, list, content: each(item) };
  return text`${Object.freeze(hole)}`;
};
