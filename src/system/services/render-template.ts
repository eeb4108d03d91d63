/** A configuration file as a template, for the router to fill in. */
import type { Template } from "../../../runtime/lib/template.ts";
import { type Fragment, isRuntimeHole, type Reference, type RuntimeHole } from "../../recipe/fragment.ts";
import { type TextFile, textFile } from "../../recipe/recipe.ts";
import type { ConfigFile, ForEach } from "./configuration-file.ts";
import { jsonText } from "./json-text.ts";
import { filesOf, outputsOf, stateOf } from "./layout.ts";
import { isList, isOutputRef } from "./output.ts";
import type { NamedService, Service } from "./service.ts";

/** A template whose store paths are not known yet. */
type Part =
  | Exclude<Template["parts"][number], { readonly kind: "each" }>
  | Fragment
  | {
      readonly kind: "each";
      readonly service: string;
      readonly output: string;
      readonly parts: readonly Part[];
    };

export function renderTemplate(
  owner: string,
  file: ConfigFile,
  nameOf: (service: Service | NamedService) => string,
  complain: (message: string) => void,
): TextFile {
  const template = { version: 1, parts: partsOf(file.content) };
  return textFile(`${owner}-${file.name.replaceAll("/", "-")}.json`, jsonText(template));

  function partsOf(content: Fragment): readonly Part[] {
    return content.parts.map((part) => (isRuntimeHole(part) ? hole(part) : asText(part)));
  }

  function hole(part: RuntimeHole): Part {
    if (isOutputRef(part)) {
      if (isList(part.type))
        complain(`'${part.name}' of '${part.service.name}' is a list: forEach puts it into '${file.name}'`);
      return { kind: "output", service: nameOf(part.service), output: part.name };
    }
    switch (part.kind) {
      case "each": {
        const { list, content } = part as ForEach;
        return { kind: "each", service: nameOf(list.service), output: list.name, parts: partsOf(content) };
      }
      case "item":
        return { kind: "item" };
      case "secret":
        return { kind: "secret", name: part.name };
      case "own path":
        return part.name === "state" ? stateOf(owner) : outputsOf(owner);
      default:
        return `${filesOf(owner)}/${part.name}`;
    }
  }
}

const asText = (part: string | Reference): Part =>
  typeof part === "string" ? part : { kind: "fragment", parts: [part] };
