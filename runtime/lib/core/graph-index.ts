/** The graph seen from the other side: who needs whom, and an order in which needs come first. Made once. */
import type { Graph, OutputChange, OutsideCondition, ServiceEntry } from "../graph.ts";
import { conditionKey, leaves, servicesNamedBy } from "./condition.ts";

/** A service's number is its place in `names`; each array below is indexed by it. */
export interface GraphIndex {
  /** Each service comes after all that it needs and all that its condition names. */
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly entries: readonly ServiceEntry[];
  /** Dependencies, and what is in a bundle: they are ready first and stop last. */
  readonly needs: readonly (readonly number[])[];
  readonly neededBy: readonly (readonly number[])[];
  /** Services that are wanted with it: dependencies, those that its condition names, and who reads what it says. */
  readonly pulls: readonly (readonly number[])[];
  /** Wanted with it only while its condition may hold. */
  readonly contents: readonly (readonly number[])[];
  /** Services whose condition names this one. */
  readonly watchedBy: readonly (readonly number[])[];
  /** Services whose logs this one reads. */
  readonly producers: readonly (readonly number[])[];
  /** Who reads what this one says: one, or nobody. */
  readonly consumers: readonly (readonly number[])[];
  /** Those that read an output of this one. */
  readonly readers: readonly (readonly Reader[])[];
  /** Those that read a secret, by its name. */
  readonly secretReaders: ReadonlyMap<string, readonly SecretReader[]>;
  /** What the host has to watch, and the services that wait for it, by key. */
  readonly outside: ReadonlyMap<string, OutsideUse>;
}

export interface Reader {
  readonly service: number;
  readonly output: string;
  readonly onChange: OutputChange;
}

export type SecretReader = Omit<Reader, "output">;

export interface OutsideUse {
  readonly condition: OutsideCondition;
  readonly users: readonly number[];
}

/** Names that are not in the graph are passed over: the host has checked it. */
export function indexGraph(graph: Graph): GraphIndex {
  const names = needsFirst(graph);
  const numbers = new Map(names.map((name, number) => [name, number]));
  const entries = names.map((name) => graph.services[name] as ServiceEntry);
  const known = (wanted: readonly string[]): readonly number[] =>
    [...new Set(wanted)].map((name) => numbers.get(name)).filter((number) => number !== undefined);
  const needs = entries.map((entry) => known([...entry.dependencies, ...entry.contents]));
  const named = entries.map((entry) => known(servicesNamedBy(entry.condition)));
  const consumers = entries.map((entry) => known(consumerOf(entry)));
  return {
    names,
    numbers,
    entries,
    needs,
    neededBy: reversed(needs),
    pulls: entries.map((entry) =>
      known([...entry.dependencies, ...servicesNamedBy(entry.condition), ...consumerOf(entry)]),
    ),
    producers: reversed(consumers),
    consumers,
    contents: entries.map((entry) => known(entry.contents)),
    watchedBy: reversed(named),
    readers: readersOf(entries, numbers),
    secretReaders: secretReadersOf(entries),
    outside: outsideConditions(entries),
  };
}

const consumerOf = ({ logTo }: ServiceEntry): readonly string[] => (logTo === undefined ? [] : [logTo]);

/** Depth first, with a stack of its own: a chain of a thousand services is no reason to overflow a small one. */
function needsFirst(graph: Graph): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of Object.keys(graph.services)) {
    const stack: { readonly name: string; readonly below: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      if (seen.has(name) || !Object.hasOwn(graph.services, name)) return;
      seen.add(name);
      const entry = graph.services[name] as ServiceEntry;
      const named = [...servicesNamedBy(entry.condition), ...consumerOf(entry)];
      const below = [...entry.dependencies, ...entry.contents, ...named];
      stack.push({ name, below: below.values() });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.below.next();
      if (next.done !== true) enter(next.value);
      else {
        order.push(top.name);
        stack.pop();
      }
    }
  }
  return order;
}

function reversed(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const result: number[][] = edges.map(() => []);
  edges.forEach((targets, from) => {
    for (const target of targets) result[target]?.push(from);
  });
  return result;
}

function readersOf(
  entries: readonly ServiceEntry[],
  numbers: ReadonlyMap<string, number>,
): readonly (readonly Reader[])[] {
  const result: Reader[][] = entries.map(() => []);
  entries.forEach((entry, service) => {
    for (const { service: writer, output, onChange } of entry.reads) {
      const number = numbers.get(writer);
      if (number !== undefined) result[number]?.push({ service, output, onChange });
    }
  });
  return result;
}

function secretReadersOf(entries: readonly ServiceEntry[]): ReadonlyMap<string, readonly SecretReader[]> {
  const result = new Map<string, SecretReader[]>();
  entries.forEach(({ secrets }, service) => {
    for (const { name, onChange } of secrets) {
      result.set(name, [...(result.get(name) ?? []), { service, onChange }]);
    }
  });
  return result;
}

function outsideConditions(entries: readonly ServiceEntry[]): ReadonlyMap<string, OutsideUse> {
  const uses = new Map<string, { condition: OutsideCondition; users: number[] }>();
  entries.forEach((entry, service) => {
    for (const leaf of entry.condition === undefined ? [] : leaves(entry.condition)) {
      if (leaf.kind === "healthy" || leaf.kind === "output") continue;
      const key = conditionKey(leaf);
      const use = uses.get(key);
      if (use === undefined) uses.set(key, { condition: leaf, users: [service] });
      else if (use.users.at(-1) !== service) use.users.push(service);
    }
  });
  return uses;
}
