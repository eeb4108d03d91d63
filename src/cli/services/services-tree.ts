/** A graph of services as a tree for a terminal: what is wanted, and below it what it needs. */
import type { CompiledGraph, CompiledService } from "../../system/services/index.ts";
import type { Style } from "../style.ts";
import { showCondition } from "./show-condition.ts";

/** Each service is told once in full; where it is needed again, by its name. */
export function servicesTree({ services, wanted }: CompiledGraph, { bold, dim }: Style): string {
  if (wanted.length === 0) return "no services\n";
  const told = new Set<string>();
  const needed = new Set(Object.values(services).flatMap(needsOf));
  const lines: string[] = [];
  for (const name of wanted.filter((one) => !needed.has(one))) tell(name, "", "");
  return `${lines.join("\n")}\n`;

  function tell(name: string, head: string, indent: string): void {
    const service = services[name];
    if (service === undefined) return;
    if (told.has(name)) {
      lines.push(`${head}${name}${dim(", see above")}`);
      return;
    }
    told.add(name);
    const what = service.description === "" ? "" : `: ${service.description}`;
    lines.push(`${head}${bold(name)}  ${service.type}${what}`);
    const needs = needsOf(service);
    const bar = needs.length === 0 ? " " : "│";
    for (const [word, fact] of factsOf(service)) {
      lines.push(`${indent}${bar}    ${dim(word.padEnd(9))} ${fact}`.trimEnd());
    }
    needs.forEach((need, index) => {
      const last = index === needs.length - 1;
      tell(need, `${indent}${last ? "└── " : "├── "}`, `${indent}${last ? "    " : "│   "}`);
    });
  }
}

const needsOf = ({ dependencies, contents, logTo }: CompiledService): readonly string[] => [
  ...new Set([...contents, ...dependencies, ...(logTo === undefined ? [] : [logTo])]),
];

function factsOf(service: CompiledService): readonly (readonly [string, string])[] {
  const { condition, reads, secrets, outputs, process } = service;
  const read = [
    ...reads.map((one) => `${one.service}'s ${one.output}`),
    ...secrets.map(({ name }) => `the secret '${name}'`),
  ];
  const facts: readonly (readonly [string, string])[] = [
    ["waits for", condition === undefined ? "" : showCondition(condition)],
    ["reads", read.join(", ")],
    ["tells", outputs.join(", ")],
    ["logs to", service.logTo ?? ""],
    ["runs as", process.user ?? ""],
  ];
  return facts.filter(([, fact]) => fact !== "");
}
