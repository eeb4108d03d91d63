/** A template filled in: the text of a configuration file, in which no value can mean more than itself. */
import type { TemplateFile } from "./graph.ts";
import type { Template, TemplatePart } from "./template.ts";

export type Filled =
  | { readonly text: string }
  /** A sentence for people, without a full stop. */
  | { readonly problem: string };

/** The contents of the files that hold them; undefined: there is none now. */
export interface Values {
  readonly output: (service: string, output: string) => string | undefined;
  readonly secret: (name: string) => string | undefined;
}

/** A problem names what is wrong, and never says its value. */
export function fillTemplate(template: Template, format: TemplateFile["escape"], values: Values): Filled {
  const problems: string[] = [];
  const text = fill(template.parts, undefined);
  const [problem] = problems;
  return problem === undefined ? { text } : { problem };

  function fill(parts: readonly TemplatePart[], item: string | undefined): string {
    return parts.map((part) => fillPart(part, item)).join("");
  }

  function fillPart(part: TemplatePart, item: string | undefined): string {
    if (typeof part === "string") return part;
    if (part.kind === "item") return escaped(item ?? "", "An item");
    const isSecret = part.kind === "secret";
    const what = isSecret ? `the secret '${part.name}'` : `'${part.output}' of ${part.service}`;
    const value = isSecret ? values.secret(part.name) : values.output(part.service, part.output);
    if (value === undefined) {
      problems.push(`${what} has no value`);
      return "";
    }
    if (part.kind !== "each") return escaped(value.replace(/\n$/, ""), what);
    return linesOf(value)
      .map((line) => fill(part.parts, line))
      .join("");
  }

  function escaped(value: string, what: string): string {
    if (format === "json") return JSON.stringify(value).slice(1, -1);
    if (format === "shell") return `'${value.replaceAll("'", "'\\''")}'`;
    if (format === "line" && /[\n\r\0]/.test(value)) problems.push(`${what} does not fit on a line`);
    return value;
  }
}

const linesOf = (value: string): readonly string[] =>
  value === "" ? [] : value.replace(/\n$/, "").split("\n");
