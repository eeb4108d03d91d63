/** Services: frozen values that refer to each other. What they are called on the router is decided when they are compiled. */
import type { Capture } from "../../config/place.ts";
import type { Problem } from "../../config/problem.ts";
import type { AnyType } from "../../config/type.ts";
import type { Definition } from "./definition.ts";
import type { OutputRef } from "./output.ts";

/** The types of a service's outputs, by name. */
export type OutputValues = Readonly<Record<string, unknown>>;

/** Something that runs. `Service<{ address: string }>` is any that has such an output. */
export interface Service<O extends OutputValues = OutputValues> {
  readonly kind: "service";
  /** Its template's: what it is called where nobody gave it a name. */
  readonly name: string;
  /** What others may read while it runs: `wan.output.address`. */
  readonly output: { readonly [K in keyof O]: OutputRef<O[K]> };
  readonly outputs: Readonly<Record<string, AnyType>>;
  readonly definition: Definition;
  /** Values of outputs that are known when the image is built. */
  readonly known: Readonly<Record<string, unknown>>;
  /** They are wanted as it is, and it does not wait for them. */
  readonly companions: readonly Service[];
  /** Parameters that only its companions use. */
  readonly passesOn: readonly PropertyKey[];
  /** As its template read them. */
  readonly parameters: unknown;
  /** Interfaces of the board that its call names, by what the kernel calls them. */
  readonly touches: readonly string[];
  readonly capture: Capture;
  /** Names of the options that its parameters were taken from, where a module made it. */
  readonly from: readonly string[];
  /** What is wrong with the call that made it; told when the configuration is evaluated. */
  readonly problems: readonly Problem[];
}

/** A service of another module, by its key under `services`: where no variable leads to it. */
export interface NamedService {
  readonly kind: "named-service";
  readonly name: string;
  readonly capture: Capture;
}

export const isService = (value: unknown): value is Service =>
  typeof value === "object" && value !== null && (value as Partial<Service>).kind === "service";
