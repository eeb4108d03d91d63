/** Refuses descriptions that Nix would not take, or would take and build something else than was meant. */
import type { DerivationSpec } from "./derivation.ts";
import { checkName, DerivationError, type DerivationFault } from "./derivation-error.ts";
import { hashSizes } from "./hash.ts";
import { faultOfName, outputPathName } from "./store-path.ts";

/** Throws a DerivationError for the first thing that is wrong with a description. */
export function checkSpec(spec: DerivationSpec): void {
  checkName(spec.name);
  const fault = faultIn(spec);
  if (fault !== undefined) throw new DerivationError(spec.name, fault);
}

function faultIn(spec: DerivationSpec): DerivationFault | undefined {
  const { name, system, builder } = spec;
  // `derivationStrict` refuses it too: such a file would pass for its own recipe.
  if (name.endsWith(".drv")) return { kind: "bad-name", name, reason: "ends in '.drv'" };
  const ofFile = faultOfName(`${name}.drv`);
  if (ofFile !== undefined) return { kind: "bad-name", name, reason: `${ofFile} with its '.drv'` };
  // Nix writes the system without escapes.
  if (system === "" || /[^\w.+-]/u.test(system)) return { kind: "bad-system", system };
  if (builder === "") return { kind: "bad-builder", builder };
  return faultInOutputs(spec) ?? faultInEnv(spec) ?? faultInText(spec) ?? faultInInputs(spec);
}

function faultInOutputs({
  name,
  fixedOutput,
  outputs = ["out"],
}: DerivationSpec): DerivationFault | undefined {
  if (outputs.length === 0) return { kind: "no-outputs" };
  for (const [n, output] of outputs.entries()) {
    // `drvPath` is what an output of that name would be called.
    const reason =
      output === "drv"
        ? "Nix keeps for itself"
        : (faultOfName(output) ?? faultOfName(outputPathName(name, output)));
    if (reason !== undefined) return { kind: "bad-output-name", output, reason };
    if (outputs.indexOf(output) !== n) return { kind: "duplicate-output", output };
  }
  if (fixedOutput === undefined) return undefined;
  if (outputs.length !== 1 || outputs[0] !== "out") return { kind: "fixed-output-not-out", outputs };
  const { algorithm, hash } = fixedOutput;
  const good = hash.length === hashSizes[algorithm] * 2 && /^[0-9a-f]*$/.test(hash);
  return good ? undefined : { kind: "bad-hash", algorithm, hash };
}

function faultInEnv({ env = {}, outputs = ["out"] }: DerivationSpec): DerivationFault | undefined {
  for (const variable of Object.keys(env)) {
    const reason = faultOfVariable(variable, outputs);
    if (reason !== undefined) return { kind: "bad-env-name", variable, reason };
  }
  return undefined;
}

function faultOfVariable(variable: string, outputs: readonly string[]): string | undefined {
  if (variable === "") return "is empty";
  if (variable.includes("=")) return "has '=' in it";
  if (outputs.includes(variable)) return "is an output's, whose path it will hold";
  // Nix would then give the builder a file of attributes and no environment (`ParsedDerivation`).
  if (variable === "__json") return "Nix keeps for structured attributes";
  return undefined;
}

/** The kernel takes no NUL in arguments and environment, and a lone surrogate has no bytes. */
function faultInText({ builder, args = [], env = {} }: DerivationSpec): DerivationFault | undefined {
  const texts: (readonly [where: string, text: string | Uint8Array])[] = [["the builder", builder]];
  for (const [n, arg] of args.entries()) texts.push([`argument ${n + 1}`, arg]);
  for (const [name, value] of Object.entries(env)) {
    texts.push(["an environment variable's name", name], [`the environment variable '${name}'`, value]);
  }
  for (const [where, text] of texts) {
    if (typeof text === "string" ? text.includes("\0") : text.includes(0)) {
      return { kind: "bad-text", where, reason: "a NUL byte" };
    }
    if (typeof text === "string" && /\p{Surrogate}/u.test(text)) {
      return { kind: "bad-text", where, reason: "half a surrogate pair" };
    }
  }
  return undefined;
}

function faultInInputs({ inputs = [] }: DerivationSpec): DerivationFault | undefined {
  for (const { derivation, outputs } of inputs) {
    const input = derivation.name;
    if (outputs.length === 0) return { kind: "no-input-outputs", input };
    const output = outputs.find((wanted) => derivation.outputs[wanted] === undefined);
    if (output !== undefined)
      return { kind: "unknown-output", input, output, known: Object.keys(derivation.outputs) };
  }
  return undefined;
}
