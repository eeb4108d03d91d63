/** What can be wrong with the description of a derivation or a source, before any Nix runs. */
import { faultOfName } from "./store-path.ts";

export type DerivationFault =
  | { readonly kind: "bad-name"; readonly name: string; readonly reason: string }
  | { readonly kind: "bad-output-name"; readonly output: string; readonly reason: string }
  | { readonly kind: "no-outputs" }
  | { readonly kind: "duplicate-output"; readonly output: string }
  | { readonly kind: "fixed-output-not-out"; readonly outputs: readonly string[] }
  | { readonly kind: "bad-hash"; readonly algorithm: string; readonly hash: string }
  | { readonly kind: "bad-system"; readonly system: string }
  | { readonly kind: "bad-builder"; readonly builder: string }
  | { readonly kind: "bad-env-name"; readonly variable: string; readonly reason: string }
  | { readonly kind: "bad-text"; readonly where: string; readonly reason: string }
  | {
      readonly kind: "unknown-output";
      readonly input: string;
      readonly output: string;
      readonly known: readonly string[];
    }
  | { readonly kind: "no-input-outputs"; readonly input: string };

/** A derivation or source that Nix would not take. `derivation` is its name. */
export class DerivationError extends Error {
  readonly derivation: string;
  readonly fault: DerivationFault;

  constructor(derivation: string, fault: DerivationFault) {
    super(`Derivation '${derivation}' ${describe(fault)}`);
    this.name = "DerivationError";
    this.derivation = derivation;
    this.fault = fault;
  }
}

/** Throws unless Nix takes a store object by this name. */
export function checkName(name: string): void {
  const reason = faultOfName(name);
  if (reason !== undefined) throw new DerivationError(name, { kind: "bad-name", name, reason });
}

function describe(fault: DerivationFault): string {
  switch (fault.kind) {
    case "bad-name":
      return `cannot have that name, which ${fault.reason}`;
    case "bad-output-name":
      return `cannot have an output '${fault.output}', a name that ${fault.reason}`;
    case "no-outputs":
      return "must have an output, got none";
    case "duplicate-output":
      return `has the output '${fault.output}' twice`;
    case "fixed-output-not-out":
      return `has a fixed output, which must be its only one and called 'out', got '${fault.outputs.join("', '")}'`;
    case "bad-hash":
      return `expects a ${fault.algorithm} hash in hexadecimal, got '${fault.hash}'`;
    case "bad-system":
      return `expects a system such as 'x86_64-linux' or 'builtin', got '${fault.system}'`;
    case "bad-builder":
      return `expects a builder such as 'builtin:fetchurl' or a path, got '${fault.builder}'`;
    case "bad-env-name":
      return `cannot have an environment variable '${fault.variable}', a name that ${fault.reason}`;
    case "bad-text":
      return `has ${fault.reason} in ${fault.where}`;
    case "unknown-output":
      return `takes the output '${fault.output}' of '${fault.input}', which has '${fault.known.join("', '")}'`;
    case "no-input-outputs":
      return `takes '${fault.input}' as an input but none of its outputs`;
  }
}
