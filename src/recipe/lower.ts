/**
 * Lowering: a recipe and the platforms it is for become a graph of derivations. Pure but for reading the
 * files that lie beside recipes; one recipe lowered twice gives the same object.
 */
import { readFileSync } from "node:fs";
import { type Derivation, derivation, type Source, textSource, treeSource } from "../nix/index.ts";
import { checkOf } from "./check.ts";
import { Inputs, type Lowered } from "./inputs.ts";
import type { Platform } from "./platform.ts";
import {
  type Build,
  type Download,
  file,
  type LocalFile,
  type OutputOf,
  type Recipe,
  type TextFile,
} from "./recipe.ts";
import type { DebianFiles, SourceTree } from "./source.ts";

/** What lowering needs to know of the world. */
export interface Ground {
  /** The machine that builds, and the one that the results run on. */
  readonly build: Platform;
  readonly host: Platform;
  /** Where the mirror has a file; no output path depends on it. */
  readonly urlOf: (download: Download) => string;
  /** The files of a Debian source package. */
  readonly sourceFiles: (name: string) => {
    readonly upstream: readonly Download[];
    readonly debian?: Download;
  };
  /** A Debian package of files for any machine. */
  readonly debianFiles: (name: string) => Download;
  /** A static busybox, the only program that exists before the build root does. */
  readonly seed: Source;
  /** The compiler and all the other programs that builds find in /usr. */
  readonly buildRoot: Build;
  /** Compiler wrapper, C library and headers of the host; what most packages are built with. */
  readonly toolchain: Build;
}

/** Lowers recipes for one ground; keeps what it has lowered, and which recipe each derivation came from. */
export class Lowering {
  readonly #ground: Ground;
  readonly #lowered = new Map<Recipe, Lowered>();
  readonly #native: Lowering | undefined;
  readonly #recipes = new Map<string, Recipe>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#native = ground.host === ground.build ? undefined : new Lowering({ ...ground, host: ground.build });
  }

  /** The derivation that makes a recipe's first output. */
  derivation(recipe: Recipe): Derivation {
    const lowered = this.#lower(recipe);
    if (lowered.kind !== "built") throw new Error(`${recipe.name} is not built`);
    return lowered.derivation;
  }

  /** The derivation that runs a package's check on the build machine; its output is what the check said. */
  check(recipe: Build, emulator: Build): Derivation | undefined {
    return recipe.check === undefined ? undefined : this.derivation(checkOf(recipe, recipe.check, emulator));
  }

  /** The recipe that a derivation was made from, for messages about it. */
  recipeOf(drvPath: string): Recipe | undefined {
    return this.#recipes.get(drvPath) ?? this.#native?.recipeOf(drvPath);
  }

  #lower(recipe: Recipe): Lowered {
    const known = this.#lowered.get(recipe);
    if (known !== undefined) return known;
    const lowered = this.#lowerAnew(recipe);
    this.#lowered.set(recipe, lowered);
    if (lowered.kind === "built") this.#recipes.set(lowered.derivation.drvPath, recipe);
    return lowered;
  }

  #lowerAnew(recipe: Recipe): Lowered {
    switch (recipe.kind) {
      case "local-file":
        return { kind: "source", source: localSource(recipe) };
      case "text-file":
        return this.#textFile(recipe);
      case "download":
        return { kind: "built", derivation: this.#download(recipe), output: "out" };
      case "build":
        return { kind: "built", derivation: this.#build(recipe), output: recipe.outputs[0] ?? "out" };
    }
  }

  #textFile({ name, content }: TextFile): Lowered {
    const inputs = new Inputs(this.#resolver());
    const rendered = inputs.render(content);
    // A text object of the store may refer to sources alone; what refers to a build is itself a build.
    if (inputs.derivations.length === 0) {
      return { kind: "source", source: textSource(name, rendered, inputs.sources) };
    }
    const env = { content: rendered, passAsFile: "content" };
    return { kind: "built", output: "out", derivation: this.#inSeed({ name, inputs, env }, copyContent) };
  }

  #download(download: Download): Derivation {
    return derivation({
      name: download.name,
      system: "builtin",
      builder: "builtin:fetchurl",
      env: {
        url: this.#ground.urlOf(download),
        preferLocalBuild: "1",
        // Nix's fetcher reads the hash from its environment, and not from the output (builtins/fetchurl.cc).
        outputHashMode: "flat",
        outputHashAlgo: "sha256",
        outputHash: download.sha256,
      },
      fixedOutput: { algorithm: "sha256", mode: "flat", hash: download.sha256 },
    });
  }

  #build(recipe: Build): Derivation {
    const { build, host, buildRoot, toolchain } = this.#ground;
    const inputs = new Inputs(this.#resolver());
    const script = inputs.render(recipe.script({ build, host }));
    const variables = Object.fromEntries(
      Object.entries(recipe.environmentVariables).map(([name, value]) => [
        name,
        typeof value === "string" ? value : inputs.render(value),
      ]),
    );
    const name = recipe.version === undefined ? recipe.name : `${recipe.name}-${recipe.version}`;
    const { outputs } = recipe;
    if (recipe.environment === "seed") {
      return this.#inSeed(
        { name, outputs, inputs, env: { ...variables, outputs: outputs.join(" ") } },
        script,
      );
    }
    const crossCompiled = recipe.environment === "toolchain" && host !== build;
    const native = this.#native ?? this;
    const nativeInputs = [
      ...(crossCompiled ? [inputs.pathOf(toolchain)] : []),
      ...recipe.nativeInputs.map((input) => inputs.add(native.#lower(input))),
    ];
    const libraries = recipe.inputs.flatMap((input) =>
      input.kind === "build"
        ? input.outputs.map((name) => inputs.pathOf({ kind: "output-of", recipe: input, output: name }))
        : [inputs.pathOf(input)],
    );
    const root = inputs.pathOf(buildRoot);
    const forbidden = [root, this.#ground.seed.path, ...(crossCompiled ? [inputs.pathOf(toolchain)] : [])];
    const enter = inputs.pathOf(enterScript);
    const env = {
      ...variables,
      ...(recipe.source === undefined ? {} : this.#sourceVariables(recipe.source, inputs)),
      ...listVariable(
        "patches",
        recipe.patches.map((patch) => inputs.pathOf(patch)),
      ),
      ...listVariable("nativeInputs", nativeInputs),
      ...listVariable("inputs", libraries),
      ...(crossCompiled ? { target: host.triple } : {}),
      buildRoot: root,
      // An image must not carry the build root along: Nix fails a build whose result mentions it.
      disallowedReferences: forbidden.join(" "),
      script,
      passAsFile: "script",
      enter,
      phases: inputs.pathOf(phasesScript),
      outputs: outputs.join(" "),
    };
    return this.#derivation({ name, outputs, inputs, env }, ["sh", enter]);
  }

  #sourceVariables(source: SourceTree | DebianFiles, inputs: Inputs): Readonly<Record<string, string>> {
    if (source.kind === "debian-files")
      return { deb: inputs.pathOf(this.#ground.debianFiles(source.package)) };
    const { upstream, debian } = this.#ground.sourceFiles(source.package);
    return {
      ...listVariable(
        "upstream",
        upstream.map((tarball) => inputs.pathOf(tarball)),
      ),
      ...listVariable("only", source.only ?? []),
      ...(source.patched && debian !== undefined ? { debian: inputs.pathOf(debian) } : {}),
    };
  }

  #inSeed(parts: Parts, script: string): Derivation {
    return this.#derivation(parts, ["sh", "-euc", `${seedPrograms}${script}`]);
  }

  #derivation({ name, outputs = ["out"], inputs, env }: Parts, args: readonly string[]): Derivation {
    const { seed, build } = this.#ground;
    inputs.add({ kind: "source", source: seed });
    return derivation({
      name,
      system: build.system,
      // busybox looks at its own name to know which applet it is, so it is called by its own.
      builder: `${seed.path}/bin/busybox`,
      args,
      env: { ...env, seed: seed.path },
      outputs,
      inputs: inputs.derivations,
      sources: inputs.sources,
    });
  }

  #resolver(): (reference: Recipe | OutputOf) => Lowered {
    return (reference) => {
      if (reference.kind !== "output-of") return this.#lower(reference);
      const lowered = this.#lower(reference.recipe);
      return lowered.kind === "built" ? { ...lowered, output: reference.output } : lowered;
    };
  }
}

interface Parts {
  readonly name: string;
  readonly outputs?: readonly string[];
  readonly inputs: Inputs;
  readonly env: Readonly<Record<string, string>>;
}

const copyContent = 'cp "$contentPath" "$out"';

/** In the seed's environment, busybox' programs by their names. */
const seedPrograms = `export PATH="$NIX_BUILD_TOP/bin"
"$seed/bin/busybox" mkdir "$PATH"
"$seed/bin/busybox" --install -s "$PATH"
`;

const enterScript = file(import.meta, "builder/enter.sh");
const phasesScript = file(import.meta, "builder/phases.sh");

const localSource = ({ name, path, executable }: LocalFile): Source =>
  treeSource(name, { kind: "file", executable, contents: readFileSync(path) });

const listVariable = (name: string, words: readonly string[]): Readonly<Record<string, string>> =>
  words.length === 0 ? {} : { [name]: words.join(" ") };
