/** A random graph as an expression of the Nix language, and what the real Nix makes of it. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { choose, isDefault } from "./graph-in-typescript.ts";
import type { RandomDerivation, RandomGraph } from "./random-graph.ts";
import type { ScratchStore } from "./scratch-store.ts";

export interface RealGraph {
  readonly trees: readonly string[];
  readonly texts: readonly string[];
  readonly derivations: readonly {
    readonly drvPath: string;
    readonly outputs: Readonly<Record<string, string>>;
  }[];
}

/** The paths that the real Nix gives to a graph, whose `.drv` files it writes to its store. */
export async function graphInNix(graph: RandomGraph, folder: string, real: ScratchStore): Promise<RealGraph> {
  for (const [n, { contents, executable }] of graph.trees.entries()) {
    await mkdir(join(folder, `tree${n}`));
    const file = join(folder, `tree${n}`, "file");
    await writeFile(file, contents, { encoding: "latin1", mode: executable ? 0o755 : 0o644 });
    await symlink("file", join(folder, `tree${n}`, "link"));
  }
  const expression = join(folder, "graph.nix");
  await writeFile(expression, toExpression(graph, folder), "latin1");
  const json = await real.nix(
    "nix-instantiate",
    "--eval",
    "--strict",
    "--json",
    "--read-write-mode",
    expression,
  );
  return JSON.parse(json.toString());
}

function toExpression(graph: RandomGraph, folder: string): string {
  const trees = graph.trees.map((_, n) => `tree${n}`);
  const texts = graph.texts.map((_, n) => `text${n}`);
  const nodes = graph.derivations.map((_, n) => `node${n}`);
  const outputs = graph.derivations.map(outputsOf);
  return [
    "let",
    ...graph.trees.map(({ name }, n) =>
      binding(`tree${n}`, `builtins.path { path = ${folder}/tree${n}; name = ${quoted(name)}; }`),
    ),
    ...graph.texts.map(({ name, contents, ...picks }, n) => {
      const references = [...choose(trees, picks.trees), ...choose(texts.slice(0, n), picks.texts)];
      const mentioned = references.map((reference) => ` + " \${${reference}}"`).join("");
      return binding(`text${n}`, `builtins.toFile ${quoted(name)} (${quoted(contents)}${mentioned})`);
    }),
    ...graph.derivations.map((node, n) => {
      const inputs = node.inputs.flatMap((input) =>
        choose(nodes.slice(0, n), [input.derivation]).flatMap((name) =>
          choose(outputs[nodes.indexOf(name)]?.toSorted() ?? [], [input.output]).map(
            (output) => `${name}.${quoted(output)}`,
          ),
        ),
      );
      const references = [...inputs, ...choose(trees, node.trees), ...choose(texts, node.texts)];
      return binding(`node${n}`, toCall(node, references));
    }),
    "in {",
    `trees = [ ${trees.map((name) => `"\${${name}}"`).join(" ")} ];`,
    `texts = [ ${texts.map((name) => `"\${${name}}"`).join(" ")} ];`,
    "derivations = [",
    ...graph.derivations.map((_, n) => {
      const paths = outputs[n]?.map((output) =>
        binding(quoted(output), `node${n}.${quoted(output)}.outPath`),
      );
      return `{ drvPath = node${n}.drvPath; outputs = { ${paths?.join(" ")} }; }`;
    }),
    "]; }",
  ].join("\n");
}

function toCall(node: RandomDerivation, references: readonly string[]): string {
  const { name, system, args, env, fixed } = node;
  const outputs = outputsOf(node);
  const attributes = {
    name: quoted(name),
    system: quoted(system),
    builder: quoted("/some/where/builder"),
    args: list(args),
    references: `"${references.map((reference) => `\${${reference}}`).join(" ")}"`,
    ...(isDefault(outputs) ? {} : { outputs: list(outputs) }),
    ...(fixed === undefined
      ? {}
      : {
          outputHash: quoted(fixed.hash),
          outputHashAlgo: quoted(fixed.algorithm),
          outputHashMode: quoted(fixed.mode),
        }),
  };
  const variables = Object.entries(env).map(([key, value]) =>
    binding(quoted(Buffer.from(key, "utf8").toString("latin1")), quoted(value)),
  );
  const given = Object.entries(attributes).map(([key, value]) => binding(key, value));
  return `derivation { ${[...given, ...variables].join(" ")} }`;
}

const outputsOf = ({ fixed, outputs }: RandomDerivation): readonly string[] =>
  fixed === undefined ? outputs : ["out"];

const binding = (name: string, value: string): string => `${name} = ${value};`;
const list = (items: readonly string[]): string => `[ ${items.map(quoted).join(" ")} ]`;

/** A string of the Nix language. A bare carriage return in one would become a newline. */
const quoted = (text: string): string =>
  `"${text.replace(/["\\$\n\r\t]/g, (char) => escapes[char] ?? `\\${char}`)}"`;

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
