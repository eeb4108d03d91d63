/** References to what services say of themselves while they run: addresses, names of interfaces. */
import { capture } from "../../config/place.ts";
import type { AnyType, Type } from "../../config/type.ts";
import { type Fragment, isRuntimeHole, type RuntimeHole, sh } from "../../recipe/fragment.ts";
import type { NamedService, OutputValues, Service } from "./service.ts";

/** A value that exists while its service is ready. Whoever uses it depends on that service. */
export interface OutputRef<T = unknown> extends RuntimeHole {
  readonly kind: "output";
  readonly service: Service | NamedService;
  readonly type: Type<T, never>;
}

export const isOutputRef = (value: unknown): value is OutputRef =>
  isRuntimeHole(value) && value.kind === "output";

export const outputRef = <T>(
  service: Service | NamedService,
  name: string,
  type: Type<T, never>,
): OutputRef<T> => Object.freeze({ runtime: true, kind: "output", name, service, type });

/** Whether outputs of this type have several values, one a line. */
export const isList = (type: AnyType): boolean => type.schema().type === "array";

/** A path that depends on the service's name. */
export interface OwnPath extends RuntimeHole {
  readonly kind: "own path";
  readonly name: "outputs" | "state";
}

/** What a service's template is told of the service it makes. */
export interface Self<O extends OutputValues = OutputValues> {
  /** Shell that writes an output; what others read changes at once and as a whole. */
  readonly write: <K extends keyof O & string>(output: K, value: O[K] | Fragment) => Fragment;
  /** Its outputs as files, for programs that write them by themselves: each a value and a newline. */
  readonly outputDirectory: OwnPath;
  /** A directory that outlives it; the service says `stateDirectory: true` to have one. */
  readonly stateDirectory: OwnPath;
}

const ownPath = (name: OwnPath["name"]): OwnPath => Object.freeze({ runtime: true, kind: "own path", name });

export const self: Self = Object.freeze({
  write: (output: string, value: unknown) =>
    sh`output ${output} ${
      Array.isArray(value)
        ? value.map(String)
        : typeof value === "object"
          ? (value as Fragment)
          : String(value)
    }`,
  outputDirectory: ownPath("outputs"),
  stateDirectory: ownPath("state"),
});

/** A service that another module puts under `services`, by that name. It has to be in the image. */
export const named = (name: string): NamedService =>
  Object.freeze({ kind: "named-service", name, capture: capture() });

/** An output of a service by its name. Unlike a reference by value it makes nobody depend on anything: say so. */
export const namedOutput = <T>(service: string, output: string, type: Type<T, never>): OutputRef<T> =>
  outputRef(named(service), output, type);

/** Where an output is, for a program that follows it by itself: neither does it have to be there, nor does anything restart. */
export interface OutputFile extends RuntimeHole {
  readonly kind: "output file";
  readonly ref: OutputRef;
}

/** The path of an output's file, in a script. It makes nobody depend on the service. */
export const outputFile = (ref: OutputRef): OutputFile =>
  Object.freeze({ runtime: true, kind: "output file", name: ref.name, ref });

export const isOutputFile = (value: unknown): value is OutputFile =>
  isRuntimeHole(value) && value.kind === "output file";
