/** A random graph as this library has it. */
import { type Derivation, derivation, type Source, textSource, treeSource } from "../../src/nix/index.ts";
import type { RandomDerivation, RandomGraph } from "./random-graph.ts";

export interface BuiltGraph {
  readonly trees: readonly Source[];
  readonly texts: readonly Source[];
  readonly derivations: readonly Derivation[];
}

export function graphInTypescript(graph: RandomGraph): BuiltGraph {
  const trees = graph.trees.map(({ name, contents, executable }) =>
    treeSource(name, {
      kind: "directory",
      entries: {
        file: { kind: "file", contents: latin1(contents), executable },
        link: { kind: "symlink", target: "file" },
      },
    }),
  );
  const texts: Source[] = [];
  for (const text of graph.texts) {
    const references = [...choose(trees, text.trees), ...choose(texts, text.texts)];
    const mentioned = references.map(({ path }) => ` ${path}`).join("");
    texts.push(textSource(text.name, latin1(text.contents + mentioned), references));
  }
  const derivations: Derivation[] = [];
  for (const node of graph.derivations) derivations.push(toDerivation(node, { trees, texts, derivations }));
  return { trees, texts, derivations };
}

/** Members of a list by numbers of any size; none of an empty list. */
export const choose = <Item>(items: readonly Item[], picks: readonly number[]): Item[] =>
  picks.flatMap((pick) => items.slice(pick % items.length || 0, (pick % items.length || 0) + 1));

/** The environment that the `derivation` of the Nix language makes of its arguments. */
function toDerivation(node: RandomDerivation, before: BuiltGraph): Derivation {
  const { name, system, fixed } = node;
  const outputs = fixed === undefined ? node.outputs : ["out"];
  const sources = [...choose(before.trees, node.trees), ...choose(before.texts, node.texts)];
  const inputs = node.inputs.flatMap(({ derivation: pick, output }) =>
    choose(before.derivations, [pick]).map((input) => ({
      derivation: input,
      outputs: choose(Object.keys(input.outputs).toSorted(), [output]),
    })),
  );
  const builder = "/some/where/builder";
  const references = [
    ...inputs.flatMap((input) => input.outputs.map((output) => input.derivation.outputs[output])),
    ...sources.map(({ path }) => path),
  ];
  return derivation({
    name,
    system,
    builder,
    args: node.args.map(latin1),
    outputs,
    inputs,
    sources,
    ...(fixed === undefined ? {} : { fixedOutput: fixed }),
    env: {
      ...Object.fromEntries(Object.entries(node.env).map(([key, value]) => [key, latin1(value)])),
      name,
      system,
      builder,
      references: references.join(" "),
      ...(isDefault(outputs) ? {} : { outputs: outputs.join(" ") }),
      ...(fixed === undefined
        ? {}
        : { outputHash: fixed.hash, outputHashAlgo: fixed.algorithm, outputHashMode: fixed.mode }),
    },
  });
}

/** Whether the Nix language need not be told of the outputs. */
export const isDefault = (outputs: readonly string[]): boolean =>
  outputs.length === 1 && outputs[0] === "out";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
