/** Templates of services: functions with declared parameters and outputs. */
import type { Inputs, OptionTree, Values } from "../../config/option.ts";
import { readParameters } from "../../config/parameters.ts";
import { capture } from "../../config/place.ts";
import type { AnyType, Type } from "../../config/type.ts";
import { all, type When } from "./condition.ts";
import { type Bare, bundle, type Circumstances, type Definition } from "./definition.ts";
import { outputRef, type Self, self } from "./output.ts";
import type { Service } from "./service.ts";

type OutputTypes = Readonly<Record<string, AnyType>>;

/** What is read from outputs of these types. */
export type OutputsOf<T> = { readonly [K in keyof T]: T[K] extends Type<infer Out, infer _In> ? Out : never };

interface Template<P, T> {
  readonly name: string;
  readonly params: P;
  readonly outputs?: T;
  /** What the parameters come to: made by longrun, oneshot or bundle. */
  readonly build: (params: Values<P>, self: Self<OutputsOf<T>>) => Bare;
  /** Outputs that the parameters alone decide: a bridge's name. Conditions can be about those. */
  readonly known?: (params: Values<P>) => { readonly [K in keyof T]?: OutputsOf<T>[K] | undefined };
  /** Services that come with it, are wanted as it is, and that it does not wait for. They may use its outputs. */
  readonly companions?: (params: Values<P>, self: Service<OutputsOf<T>>) => readonly Service[];
  /** Parameters that are theirs: what these refer to it does not wait for either. */
  readonly passesOn?: readonly (keyof P)[];
}

/** What a function that makes services tells of itself. */
export interface Declared {
  readonly name: string;
  readonly params: OptionTree;
  readonly outputs: OutputTypes;
}

/** A service for these parameters; `extra` is what the caller adds to the template's own description. */
export type ServiceFunction<P, T> = ((
  ...call: Record<never, never> extends Inputs<P>
    ? [params?: Passed<P>, extra?: Circumstances]
    : [params: Passed<P>, extra?: Circumstances]
) => Service<OutputsOf<T>>) & { readonly declared: Declared };

// The compiler lets an object with any keys pass for {}.
type Passed<P> = keyof P extends never ? Readonly<Record<string, never>> : Inputs<P>;

/** Defines a template. Parameters are checked at each call; what is wrong is told with the call's place. */
export function defineService<const P extends OptionTree, const T extends OutputTypes = Record<never, never>>(
  template: Template<P, T>,
): ServiceFunction<P, T> {
  const { name, params, outputs = {} as T, build, known, companions, passesOn = [] } = template;
  const make = (passed: unknown = {}, extra: Circumstances = {}) => {
    const called = capture();
    const read = readParameters(name, params, passed, { capture: called });
    const output: Record<string, unknown> = Object.create(null);
    const service = {
      kind: "service",
      name,
      outputs,
      output,
      capture: called,
      known: {},
      companions: [] as readonly Service[],
      passesOn,
      ...("problems" in read
        ? { problems: read.problems, parameters: {}, definition: broken }
        : {
            problems: [],
            parameters: read.values,
            definition: together(build(read.values, self as Self<OutputsOf<T>>).definition, extra),
            known: Object.freeze(known?.(read.values) ?? {}),
          }),
    };
    for (const [key, type] of Object.entries(outputs)) output[key] = outputRef(service as never, key, type);
    Object.freeze(output);
    if (!("problems" in read)) service.companions = companions?.(read.values, service as never) ?? [];
    return Object.freeze(service);
  };
  return Object.assign(make, { declared: { name, params, outputs } }) as never;
}

const broken: Definition = bundle({ contents: [] }).definition;

/** The caller's description takes the template's place; dependencies and conditions add up. */
function together(definition: Definition, extra: Circumstances): Definition {
  const { description = definition.description, dependencies = [] } = extra;
  const when = both(definition.when, extra.when);
  return Object.freeze({
    ...definition,
    dependencies: [...(definition.dependencies ?? []), ...dependencies],
    ...(description === undefined ? {} : { description }),
    ...(when === undefined ? {} : { when }),
  });
}

const both = (a: When | undefined, b: When | undefined): When | undefined =>
  a === undefined ? b : b === undefined ? a : all(a, b);
