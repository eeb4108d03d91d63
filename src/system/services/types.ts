/** Option types for services, for what they say of themselves, and for what they run on. */

import type { MergeContext, Written } from "../../config/merge.ts";
import { Failure } from "../../config/problem.ts";
import { showValue } from "../../config/show-value.ts";
import type { Type } from "../../config/type.ts";
import { defineType, refuse } from "../../config/type.ts";
import type { NetworkInterface } from "../hardware.ts";
import type { OutputsOf } from "./define-service.ts";
import { describeService } from "./describe-service.ts";
import { isOutputRef, type OutputRef } from "./output.ts";
import { isService, type Service } from "./service.ts";

type AnyType = Type<unknown, never>;

const oneService = (expects: string, lacks: (service: Service) => string | undefined): Type<Service> => {
  const plain = defineType<Service>({
    expects,
    parse: (value) => {
      if (!isService(value))
        return typeof value === "function" ? refuse("a template makes one when it is called") : undefined;
      const missing = lacks(value);
      return missing === undefined ? value : refuse(missing);
    },
    json: describeService,
  });
  return {
    ...plain,
    // What is wrong with the call that made it is told here, and once.
    merge: (definitions: readonly Written[], context: MergeContext) => {
      const problems = definitions.flatMap(({ value }) => (isService(value) ? value.problems : []));
      if (problems.length > 0) throw new Failure(problems);
      return plain.merge(definitions, context);
    },
  };
};

/** Any service. */
export const serviceType: Type<Service> = oneService(
  "a service: what longrun(…), oneshot(…), bundle(…) or a template gives",
  () => undefined,
);

/** A service that has these outputs, whatever else it has. */
export const serviceWith = <const T extends Readonly<Record<string, AnyType>>>(
  outputs: T,
): Type<Service<OutputsOf<T>>> =>
  oneService(`a service with ${list(Object.keys(outputs))}`, (service) => {
    const missing = Object.keys(outputs).filter((name) => !fits(service.outputs[name], outputs[name]));
    return missing.length === 0 ? undefined : `'${service.name}' has no ${list(missing)} of that type`;
  }) as unknown as Type<Service<OutputsOf<T>>>;

const list = (names: readonly string[]): string =>
  names.length === 1 ? `output '${names[0]}'` : `outputs ${names.map((name) => `'${name}'`).join(", ")}`;

const fits = (given: AnyType | undefined, wanted: AnyType | undefined): boolean =>
  given !== undefined && (given === wanted || given.expects === wanted?.expects);

/** An output of this type: a reference, never the value itself. */
export const outputRefType = <Out, In>(type: Type<Out, In>): Type<OutputRef<Out>> =>
  defineType<OutputRef<Out>>({
    expects: `an output that is ${type.expects}`,
    parse: (value) => {
      if (isService(value)) return refuse("name the output: service.output.…");
      if (!isOutputRef(value)) return undefined;
      return fits(value.type, type) ? (value as OutputRef<Out>) : refuse(`that is ${value.type.expects}`);
    },
    json: showValue,
  });

/** A value of this type, now, or as an output of a service, which is known when the router runs. */
export const atRuntime = <Out, In>(type: Type<Out, In>): Type<Out | OutputRef<Out>, In | OutputRef<Out>> => {
  const expects = `${type.expects}, or an output that is one`;
  return {
    kind: "type",
    expects,
    merge: (definitions, context) => {
      const refs = definitions.map(({ value }) => value).filter(isOutputRef);
      if (refs.length === 0)
        return type.merge(definitions, {
          ...context,
          mismatch: (definition, wanted, refusal) =>
            context.mismatch(definition, wanted === type.expects ? expects : wanted, refusal),
        });
      for (const definition of definitions) {
        const { value } = definition;
        if (isOutputRef(value) && !fits(value.type, type))
          throw context.mismatch(definition, expects, refuse(`that is ${value.type.expects}`));
      }
      const [ref] = refs;
      if (ref === undefined || refs.some((other) => other !== ref) || refs.length < definitions.length)
        throw context.conflict(definitions);
      return ref as OutputRef<Out>;
    },
    json: (value) => (isOutputRef(value) ? showValue(value) : type.json(value)),
    schema: () => ({}),
  };
};

/** A network interface by the name that the kernel gives it; at most 15 bytes (IFNAMSIZ, linux/if.h). */
export const interfaceName: Type<string> = defineType<string>({
  expects: 'the name of a network interface, such as "eth0"',
  // What else dev_valid_name (net/core/dev.c) refuses: ".", "..", a colon, a slash and white space.
  parse: (value) =>
    typeof value === "string" && /^(?!\.{1,2}$)[^\s/:\0]{1,15}$/.test(value) && Buffer.byteLength(value) < 16
      ? value
      : undefined,
  schema: { type: "string", maxLength: 15 },
});

/**
 * A network interface: one of the device's, or a service that makes one and has its name as output `ifname`.
 * What is read is the name, or the reference to it.
 */
export const networkInterface: Type<
  string | OutputRef<string>,
  NetworkInterface | Service<{ readonly ifname: string }> | OutputRef<string>
> = defineType<
  string | OutputRef<string>,
  NetworkInterface | Service<{ readonly ifname: string }> | OutputRef<string>
>({
  expects: "a network interface: device.interfaces.lan, or a service with an output 'ifname'",
  parse: (value) => {
    const ref = isService(value) ? value.output.ifname : value;
    if (isOutputRef(ref)) {
      return fits(ref.type, interfaceName)
        ? (ref as OutputRef<string>)
        : refuse(`that is ${ref.type.expects}`);
    }
    if (isService(value)) return refuse(`'${value.name}' has no output 'ifname'`);
    if (typeof value === "string") return refuse("a name is no interface: another board has another");
    return (value as Partial<NetworkInterface> | null)?.kind === "interface"
      ? nameOf(value as NetworkInterface)
      : undefined;
  },
  json: (value) => (isOutputRef(value) ? showValue(value) : value),
});

/** The kernel knows a switch by its sockets. */
function nameOf({ name, ports: [first, ...others] }: NetworkInterface) {
  if (first === undefined) return name;
  if (others.length === 0) return first;
  return refuse(
    `'${name}' is a switch with the sockets ${[first, ...others].join(", ")}: make a bridge of it, or take one`,
  );
}
