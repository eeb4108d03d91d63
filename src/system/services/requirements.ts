/** What services need of the image besides the packages that their scripts mention. */
import type { Capture } from "../../config/place.ts";
import type { Problem } from "../../config/problem.ts";
import { ProblemsError } from "../../config/problems-error.ts";
import type { Kconfig } from "../../recipe/kconfig.ts";
import { nameServices } from "./name-services.ts";
import type { Service } from "./service.ts";

/** A service brings it along; it is merged with what other services, modules and the configuration say. */
export interface Requirements {
  /** Options of the kernel, without `CONFIG_`. */
  readonly kernel?: Kconfig;
  /** Programs of busybox that its scripts call, and further options of busybox. */
  readonly applets?: readonly string[];
  readonly busybox?: Kconfig;
  readonly users?: Readonly<Record<string, { readonly uid: number; readonly gid: number }>>;
  readonly groups?: Readonly<Record<string, { readonly gid: number }>>;
}

/** What these services, and all that they need, require together. Services that contradict each other are a LiminixError. */
export function requirementsOf(services: Readonly<Record<string, Service>>): Required<Requirements> {
  const all = [...nameServices(services).names].flatMap(([{ definition, capture }, service]) =>
    definition.type === "bundle" || definition.requires === undefined
      ? []
      : [{ service, capture, requires: definition.requires }],
  );
  const problems: Problem[] = [];
  const together = <K extends "kernel" | "busybox" | "users" | "groups">(
    what: K,
  ): Required<Requirements>[K] => {
    const merged = new Map<string, Asked>();
    for (const { service, capture, requires } of all) {
      for (const [name, value] of Object.entries(requires[what] ?? {})) {
        const first = merged.get(name);
        if (first === undefined) merged.set(name, { value, service, capture });
        else if (JSON.stringify(first.value) !== JSON.stringify(value))
          problems.push(contradiction(`${what}.${name}`, first, { value, service, capture }));
      }
    }
    return Object.fromEntries([...merged].map(([name, { value }]) => [name, value])) as never;
  };
  const result = {
    kernel: together("kernel"),
    applets: [...new Set(all.flatMap(({ requires }) => requires.applets ?? []))].sort(),
    busybox: together("busybox"),
    users: together("users"),
    groups: together("groups"),
  };
  if (problems.length > 0) throw new ProblemsError(problems);
  return result;
}

interface Asked {
  readonly value: unknown;
  readonly service: string;
  readonly capture: Capture;
}

const contradiction = (what: string, ...[one, other]: readonly [Asked, Asked]): Problem => ({
  message: `Services '${one.service}' and '${other.service}' require different things as '${what}': ${JSON.stringify(one.value)} and ${JSON.stringify(other.value)}`,
  mentions: [one, other].map(({ capture }) => ({ origin: { capture } })),
});
