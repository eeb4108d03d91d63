/** A script as the router runs it. Values come out of files by `cat`; the shell sees them as words, never as text to read. */
import { type Fragment, isRuntimeHole, lines, type Reference, sh } from "../../recipe/fragment.ts";
import { type TextFile, textFile } from "../../recipe/recipe.ts";
import { filesOf, outputsOf, stateOf } from "./layout.ts";
import { isList, isOutputFile, isOutputRef } from "./output.ts";
import type { NamedService, Service } from "./service.ts";

export interface Script {
  readonly file: TextFile;
  /** Why it cannot be written so. */
  readonly mistakes: readonly string[];
}

interface Owner {
  readonly name: string;
  readonly writesOutputs: boolean;
  readonly nameOf: (service: Service | NamedService) => string;
}

/** The script of a service; its name in the store says whose it is and what it does. */
export function renderScript(owner: Owner, what: string, content: Fragment): Script {
  const mistakes: string[] = [];
  const parts = content.parts.map((part) => (isRuntimeHole(part) ? hole(part, owner, mistakes) : part));
  const prelude = owner.writesOutputs ? [writesOutputs(owner.name)] : [];
  const body = lines(sh`#!/bin/sh`, sh`set -eu`, ...prelude, { kind: "fragment", parts });
  return { file: textFile(`${owner.name}-${what}`, body), mistakes };
}

function hole(part: Reference, owner: Owner, mistakes: string[]): string {
  if (!isRuntimeHole(part)) return "";
  if (isOutputRef(part)) {
    if (isList(part.type))
      mistakes.push(`'${part.name}' of '${part.service.name}' is a list, and a script takes one value`);
    return `"$(cat ${outputsOf(owner.nameOf(part.service))}/${part.name})"`;
  }
  if (isOutputFile(part)) return `${outputsOf(owner.nameOf(part.ref.service))}/${part.ref.name}`;
  if (part.kind === "configuration file") return `${filesOf(owner.name)}/${part.name}`;
  if (part.kind === "own path") return part.name === "state" ? stateOf(owner.name) : outputsOf(owner.name);
  if (part.kind === "secret") {
    mistakes.push(
      `the secret '${part.name}' stands in a script, whose words all processes can see; put it into a configFile, and give the program that file`,
    );
    return "";
  }
  mistakes.push("forEach stands in a script; it is for a configFile");
  return "";
}

/** `output NAME VALUE…`: to a file of another name, and then in the old one's place. */
const writesOutputs = (name: string): Fragment => sh`
  output() {
    local name=$1
    shift
    for value in "$@"; do printf '%s\n' "$value"; done >${outputsOf(name)}/.$name.new
    mv -f ${outputsOf(name)}/.$name.new ${outputsOf(name)}/$name
  }
`;
