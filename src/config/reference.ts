/** Options as entries of a reference, and as its pages. */
import { isMarker } from "./marker.ts";
import type { Path } from "./merge.ts";
import type { Module } from "./module.ts";
import { type AnyOption, isGroup, isRemoved, isRenamed, type OptionNode } from "./option.ts";
import { showPath } from "./show-path.ts";
import { showKey, writeValue } from "./show-value.ts";

export interface Entry {
  readonly name: string;
  readonly description: string;
  /** "a TCP or UDP port number" */
  readonly type: string;
  /** As one writes it; undefined where somebody must define the option. */
  readonly default?: string;
  /** A line of a configuration. */
  readonly example?: string;
}

/** The options of some modules, those of submodules too, by name. Old names have no entry. */
export function reference(modules: readonly Pick<Module, "at" | "options">[]): readonly Entry[] {
  return modules
    .flatMap(({ at, options }) => (at === undefined || options === undefined ? [] : entries([at], options)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function entries(path: Path, node: OptionNode): readonly Entry[] {
  if (isRenamed(node) || isRemoved(node)) return [];
  if (isGroup(node)) return Object.entries(node).flatMap(([key, inner]) => entries([...path, key], inner));
  const { below } = node.type;
  return [entry(path, node), ...(below === undefined ? [] : entries([...path, ...below.at], below.options))];
}

function entry(path: Path, { type, description, example, ...option }: AnyOption): Entry {
  const byDefault =
    option.defaultText ?? (option.default === undefined ? undefined : writeDefault(option.default));
  return {
    name: nameOf(path),
    description,
    type: type.expects,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(example === undefined ? {} : { example: `${showKey(String(path.at(-1)))}: ${writeValue(example)}` }),
  };
}

const writeDefault = (value: unknown): string =>
  isMarker(value) ? "computed from other options" : writeValue(value);

/** `users.<name>.uid`, `forwards[].port` */
const nameOf = (path: Path): string =>
  path.reduce<string>((text, word) => {
    const part = word === "[]" || word === "<name>" ? String(word) : showPath([word]);
    return text === "" || word === "[]" ? `${text}${part}` : `${text}.${part}`;
  }, "");

/** The entries below a name, or all; with `word`, those that speak of it. */
export function findEntries(
  all: readonly Entry[],
  { under, word }: { readonly under?: string; readonly word?: string },
): readonly Entry[] {
  const wanted = word?.toLowerCase();
  return all.filter(
    ({ name, description }) =>
      (under === undefined ||
        name === under ||
        name.startsWith(`${under}.`) ||
        name.startsWith(`${under}[`)) &&
      (wanted === undefined || `${name} ${description}`.toLowerCase().includes(wanted)),
  );
}

/** One entry on a terminal. */
export const showEntry = ({ name, description, type, default: byDefault, example }: Entry): string =>
  [
    name,
    `  ${description}`,
    `  type: ${type}`,
    `  default: ${byDefault ?? "none, it must be defined"}`,
    ...(example === undefined ? [] : [`  example: ${example}`]),
  ].join("\n");

/** The page of a module: `source` is its file, relative to the page; `introduction` is paragraphs of Markdown. */
export function referencePage(
  title: string,
  source: string,
  all: readonly Entry[],
  introduction: readonly string[] = [],
): string {
  const sections = all.map(({ name, description, type, default: byDefault, example }) =>
    [
      `## \`${name}\``,
      "",
      description,
      "",
      `- type: ${type}`,
      `- default: ${byDefault === undefined ? "none, it must be defined" : code(byDefault)}`,
      ...(example === undefined ? [] : [`- example: ${code(example)}`]),
    ].join("\n"),
  );
  return [
    `# ${title}`,
    "",
    `Declared in [${source.replace(/^(\.\.\/)+/, "")}](${source}). This page is made from the declarations.`,
    "",
    ...introduction.flatMap((paragraph) => [paragraph, ""]),
    `${sections.join("\n\n")}\n`,
  ].join("\n");
}

const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
