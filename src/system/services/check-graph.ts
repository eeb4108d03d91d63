/** What can be wrong between services: names that lead nowhere, reads that nobody waits for, loops. */
import type { Problem } from "../../config/problem.ts";
import { didYouMean } from "../../did-you-mean.ts";
import type { CompiledService, NameOf } from "./compile-service.ts";
import type { OutputRef } from "./output.ts";
import type { References } from "./references.ts";
import type { Service } from "./service.ts";

interface Node {
  readonly service: Service;
  readonly name: string;
  readonly entry: CompiledService;
  readonly references: References;
}

export function checkGraph(nodes: readonly Node[], nameOf: NameOf): readonly Problem[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const missing = nodes.flatMap((node) => missingServices(node, byName));
  return [
    ...missing,
    ...nodes.flatMap((node) => wrongReads(node, byName, nameOf)),
    ...nodes.flatMap(doubleFiles),
    ...nodes.flatMap((node) => deafConsumers(node, byName)),
    ...loops(nodes, byName, nameOf),
  ];
}

type ByName = ReadonlyMap<string, Node>;

/** Names, in this service's own words, that are nobody's. */
function missingServices({ name, service, references }: Node, byName: ByName): readonly Problem[] {
  const { dependencies, contents, conditions, consumers, outputs } = references;
  const uses = [
    ...dependencies.map((one) => ({ one, how: "depends on" })),
    ...contents.map((one) => ({ one, how: "contains" })),
    ...conditions.map((one) => ({ one, how: "has a condition on" })),
    ...consumers.map((one) => ({ one, how: "logs to" })),
    ...outputs.map((ref) => ({ one: ref.service, how: "reads an output of" })),
  ];
  return uses.flatMap(({ one, how }) => {
    if (one.kind === "service" || byName.has(one.name)) return [];
    const meant = didYouMean(one.name, byName.keys());
    return [
      {
        message: `Service '${name}' ${how} '${one.name}', which is not in the image`,
        mentions: [{ origin: { capture: one.capture } }, { origin: { capture: service.capture } }],
        ...(meant === undefined ? {} : { try: meant }),
      },
    ];
  });
}

/** Outputs that their service does not have, and those of a service that this one does not wait for. */
function wrongReads(node: Node, byName: ByName, nameOf: NameOf): readonly Problem[] {
  const conditions = outputsIn(node.service.definition.when);
  return [...node.references.outputs, ...conditions].flatMap((ref): Problem[] => {
    const writer = byName.get(nameOf(ref.service));
    if (writer === undefined) return [];
    const mentions = [
      { origin: { capture: ref.service.capture } },
      { origin: { capture: node.service.capture } },
    ];
    if (!Object.hasOwn(writer.service.outputs, ref.name)) {
      const meant = didYouMean(ref.name, Object.keys(writer.service.outputs));
      return [
        {
          message: `Service '${node.name}' reads '${ref.name}' of '${writer.name}', which has no such output`,
          mentions,
          ...(meant === undefined ? {} : { try: meant }),
        },
      ];
    }
    const waits = conditions.includes(ref) || needs(node, writer.name, byName);
    if (waits) return [];
    return [
      {
        message: `Service '${node.name}' reads '${ref.name}' of '${writer.name}' and does not depend on it`,
        mentions,
        try: `dependencies: [named(${JSON.stringify(writer.name)})]`,
      },
    ];
  });
}

function outputsIn(when: Service["definition"]["when"]): readonly OutputRef[] {
  if (when === undefined) return [];
  if (when.kind === "output") return [when.ref];
  if (when.kind === "not") return outputsIn(when.of);
  return when.kind === "all" || when.kind === "any" ? when.of.flatMap(outputsIn) : [];
}

/** Whether a service is ready only when another is. */
function needs({ entry }: Node, wanted: string, byName: ByName): boolean {
  const seen = new Set<string>([...entry.dependencies, ...entry.contents]);
  for (const name of seen) {
    if (name === wanted) return true;
    const below = byName.get(name)?.entry;
    for (const one of [...(below?.dependencies ?? []), ...(below?.contents ?? [])]) seen.add(one);
  }
  return false;
}

function doubleFiles({ name, service, entry }: Node): readonly Problem[] {
  const groups = Map.groupBy(entry.files, ({ path }) => path);
  return [...groups].flatMap(([path, files]) =>
    files.length < 2
      ? []
      : [
          {
            message: `Service '${name}' has ${files.length} files called '${path}'`,
            mentions: [{ origin: { capture: service.capture } }],
          },
        ],
  );
}

/** What nobody can read: only a longrun has a standard input for as long as others run. */
function deafConsumers({ name, service, entry }: Node, byName: ByName): readonly Problem[] {
  const consumer = entry.logTo === undefined ? undefined : byName.get(entry.logTo);
  if (consumer === undefined || consumer.entry.type === "longrun") return [];
  return [
    {
      message: `Service '${name}' logs to '${consumer.name}', which is a ${consumer.entry.type}, and not a longrun`,
      mentions: [service, consumer.service].map(({ capture }) => ({ origin: { capture } })),
    },
  ];
}

/** Services that wait for each other: each loop once, with the place of every step. */
function loops(nodes: readonly Node[], byName: ByName, nameOf: NameOf): readonly Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): void => {
    const node = byName.get(name);
    if (node === undefined || done.has(name)) return;
    const start = path.indexOf(name);
    if (start !== -1) {
      problems.push(loop([...path.slice(start), name], byName));
      return;
    }
    path.push(name);
    const { entry, references } = node;
    const { conditions, consumers } = references;
    const named = [...conditions, ...consumers].map(nameOf);
    for (const next of [...entry.dependencies, ...entry.contents, ...named]) visit(next);
    path.pop();
    done.add(name);
  };
  for (const { name } of nodes) visit(name);
  return problems;
}

const loop = (names: readonly string[], byName: ByName): Problem => {
  const how = (from: string, to: string | undefined): string => {
    const { logTo, dependencies = [] } = byName.get(from)?.entry ?? {};
    return logTo === to && !dependencies.includes(logTo ?? "") ? "logs to" : "waits for";
  };
  return {
    message: `Services wait for each other: ${names.join(" -> ")}`,
    mentions: names.slice(0, -1).flatMap((name, index) => {
      const capture = byName.get(name)?.service.capture;
      return capture === undefined
        ? []
        : [{ origin: { capture }, value: `'${name}' ${how(name, names[index + 1])} '${names[index + 1]}'` }];
    }),
    try: "take one of the dependencies, conditions or logs away",
  };
};
