/** Conditions: a service that is wanted waits until its condition holds, and stops when it holds no longer. */
import type { NetworkInterface } from "../hardware.ts";
import { isOutputRef, type OutputRef } from "./output.ts";
import type { NamedService, Service } from "./service.ts";

export type AnyInterface = NetworkInterface | string | OutputRef<string>;
type LinkState = "present" | "up" | "carrier";

export type When =
  | { readonly kind: "link"; readonly interface: AnyInterface; readonly state: LinkState }
  | {
      readonly kind: "hotplug";
      readonly subsystem: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: "healthy"; readonly check: Service | NamedService }
  | { readonly kind: "output"; readonly ref: OutputRef }
  | { readonly kind: "clock" }
  /** Of every service that has a secret in its files. */
  | { readonly kind: "secret"; readonly name: string }
  | { readonly kind: "all" | "any"; readonly of: readonly When[] }
  | { readonly kind: "not"; readonly of: When };

/** Its name, where that does not depend on what happens on the router. */
export function knownInterface(of: AnyInterface): string | undefined {
  if (typeof of === "string") return of;
  if (!isOutputRef(of)) return of.name;
  const known = of.service.kind === "service" ? of.service.known[of.name] : undefined;
  return typeof known === "string" ? known : undefined;
}

/** Whether there is nothing to wait for. */
export const isAlways = (when: When): boolean => when.kind === "all" && when.of.length === 0;

const link = (of: AnyInterface, state: LinkState): When =>
  Object.freeze({ kind: "link", interface: of, state });

/** The kernel knows the interface. */
export const present = (of: AnyInterface): When => link(of, "present");
/** The interface is up, whether or not a cable is in it. */
export const linkUp = (of: AnyInterface): When => link(of, "up");
/** There is a cable, and something at its other end. */
export const carrier = (of: AnyInterface): When => link(of, "carrier");

/** A device is there: `hotplug({ subsystem: "block", attributes: { partname: "data" } })`. */
export const hotplug = (device: {
  readonly subsystem: string;
  readonly attributes?: Readonly<Record<string, string>>;
}): When => Object.freeze({ kind: "hotplug", attributes: {}, ...device });

/** A service that checks something is ready. */
export const healthy = (check: Service | NamedService): When => Object.freeze({ kind: "healthy", check });
/** An output has a value. */
export const outputReady = (ref: OutputRef): When => Object.freeze({ kind: "output", ref });
/** The time of day is right. */
export const clockSynchronised: When = Object.freeze({ kind: "clock" });

/** Of none at all: that holds always. */
export const all = (...of: readonly When[]): When => {
  const parts = of.filter((one) => !isAlways(one));
  return parts.length === 1 ? (parts[0] as When) : Object.freeze({ kind: "all", of: parts });
};
/** For templates: a condition on an interface whose name is known, and none on any other. */
export const ifKnown = (condition: (of: AnyInterface) => When, of: AnyInterface): When =>
  knownInterface(of) === undefined ? all() : condition(of);

/** For templates: an interface of the board has to be there. What makes any other is ready only while that is there. */
export const presentIfFixed = (of: string | OutputRef<string>): When =>
  typeof of === "string" ? present(of) : all();

/**
 * For templates that talk to whoever is at the other end: a cable, in what a service has switched on. An interface of
 * the board has to be there: before somebody switches it on, nobody knows whether there is a cable in it.
 */
export const cableIfKnown = (of: string | OutputRef<string>): When =>
  typeof of === "string" ? present(of) : ifKnown(carrier, of);

export const any = (...of: readonly When[]): When => Object.freeze({ kind: "any", of });
export const not = (of: When): When => Object.freeze({ kind: "not", of });
