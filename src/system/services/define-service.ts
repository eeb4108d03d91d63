/** Templates of services: functions with declared parameters and outputs. */
import type { Inputs, OptionTree, Values } from "../../config/option.ts";
import { below, type Origin, pathOf } from "../../config/origin.ts";
import { type Parameters, readParameters } from "../../config/parameters.ts";
import { type Capture, capture } from "../../config/place.ts";
import { isPlainObject } from "../../config/plain-object.ts";
import type { Mention, Problem } from "../../config/problem.ts";
import type { AnyType, Type } from "../../config/type.ts";
import type { NetworkInterface } from "../hardware.ts";
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
  /** What does not fit together, of parameters that are right each for itself. */
  readonly checks?: (params: Values<P>) => Iterable<Mismatch<P>>;
  /** What the parameters come to: made by longrun, oneshot or bundle. */
  readonly build: (params: Values<P>, self: Self<OutputsOf<T>>) => Bare;
  /** Outputs that the parameters alone decide: a bridge's name. Conditions can be about those. */
  readonly known?: (params: Values<P>) => { readonly [K in keyof T]?: OutputsOf<T>[K] | undefined };
  /** Services that come with it, are wanted as it is, and that it does not wait for. They may use its outputs. */
  readonly companions?: (params: Values<P>, self: Service<OutputsOf<T>>) => readonly Service[];
  /** Parameters that are theirs: what these refer to it does not wait for either. */
  readonly passesOn?: readonly (keyof P)[];
}

/** A mistake in a call. */
interface Mismatch<P> {
  /** Sentence case, the thing in quotes, what was expected and what came, no full stop. */
  readonly message: string;
  /** Keys from the call's argument to each value involved, whose places are shown. */
  readonly parameters: readonly (readonly [keyof P & string, ...(string | number)[]])[];
  readonly try?: string;
}

/** What a function that makes services tells of itself. */
export interface Declared {
  readonly name: string;
  readonly params: OptionTree;
  readonly outputs: OutputTypes;
}

interface Extra<P> extends Circumstances {
  /** The options that parameters were taken from, for modules: mistakes are told where those were written. */
  readonly from?: { readonly [K in keyof P]?: string };
}

/** A service for these parameters; `extra` is what the caller adds to the template's own description. */
export type ServiceFunction<P, T> = ((
  ...call: Record<never, never> extends Inputs<P>
    ? [params?: Passed<P>, extra?: Extra<P>]
    : [params: Passed<P>, extra?: Extra<P>]
) => Service<OutputsOf<T>>) & { readonly declared: Declared };

// The compiler lets an object with any keys pass for {}.
type Passed<P> = keyof P extends never ? Readonly<Record<string, never>> : Inputs<P>;

/** Defines a template. Parameters are checked at each call; what is wrong is told with the call's place. */
export function defineService<const P extends OptionTree, const T extends OutputTypes = Record<never, never>>(
  template: Template<P, T>,
): ServiceFunction<P, T> {
  const { name, params, outputs = {} as T, build, known, companions, passesOn = [], checks } = template;
  const make = (passed: unknown = {}, { from = {}, ...extra }: Extra<P> = {}) => {
    const called = capture();
    const read = withOptions(
      checked(readParameters(name, params, passed, { capture: called }), checks, called),
      called,
      from,
    );
    const output: Record<string, unknown> = Object.create(null);
    const service = {
      kind: "service",
      name,
      outputs,
      output,
      capture: called,
      from: Object.values(from) as readonly string[],
      touches: interfacesIn(passed, passesOn),
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

function checked<P extends OptionTree>(
  read: Parameters<P>,
  checks: Template<P, unknown>["checks"],
  called: Capture,
): Parameters<P> {
  if ("problems" in read || checks === undefined) return read;
  const problems = [...checks(read.values)].map(
    ({ parameters, ...problem }): Problem => ({
      ...problem,
      mentions: parameters.map((keys) => ({ origin: keys.reduce(below, { capture: called } as Origin) })),
    }),
  );
  return problems.length === 0 ? read : { problems };
}

/** What is wrong with a parameter is wrong with the option that it was taken from. */
function withOptions<P>(
  read: Parameters<P>,
  called: Capture,
  from: Extra<P>["from"] & object,
): Parameters<P> {
  if (!("problems" in read)) return read;
  const mentioned = (mention: Mention): Mention => {
    const [parameter, ...keys] = mention.origin.capture === called ? pathOf(mention.origin) : [];
    const name = (from as Readonly<Record<string | number, string>>)[parameter ?? ""];
    return name === undefined ? mention : { ...mention, option: { name, keys } };
  };
  return {
    problems: read.problems.map((problem) => ({ ...problem, mentions: problem.mentions.map(mentioned) })),
  };
}

/** The board's interfaces in a call, but for those that are the companions' business. */
function interfacesIn(passed: unknown, passesOn: readonly PropertyKey[]): readonly string[] {
  if (Array.isArray(passed)) return passed.flatMap((item: unknown) => interfacesIn(item, []));
  if (!isPlainObject(passed)) return [];
  if (passed.kind === "interface") {
    const { name, ports } = passed as unknown as NetworkInterface;
    return ports.length === 0 ? [name] : ports;
  }
  // What has a kind is a thing of its own.
  if (typeof passed.kind === "string") return [];
  return Object.entries(passed).flatMap(([key, value]) =>
    passesOn.includes(key) ? [] : interfacesIn(value, []),
  );
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
