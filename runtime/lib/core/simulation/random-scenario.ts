/** Scenarios from a seed: a graph without loops, services with bad habits, and a world that does not keep still. */
import type {
  Condition,
  Graph,
  OutputChange,
  OutsideCondition,
  Readiness,
  ServiceEntry,
} from "../../graph.ts";
import { plainService } from "./plain-service.ts";
import { type Random, randomFrom } from "./random.ts";
import type { Habit, Happening, Scenario } from "./scenario.ts";

export interface Size {
  readonly services: number;
  readonly happenings: number;
}

/** The same scenario for the same seed and size. */
export function randomScenario(seed: number, size: Size): Scenario {
  const random = randomFrom(seed);
  const names = Array.from({ length: size.services }, (_, number) => `s${number}`);
  const graph = randomGraph(random, names);
  const habits = Object.fromEntries(names.map((name) => [name, randomHabit(random)]));
  const happenings = Array.from({ length: size.happenings }, () => randomHappening(random, names));
  const shutdown: Happening = { kind: "shutdown", how: "poweroff", at: random.below(12_000) };
  const limited: Happening = { ...shutdown, withinMs: random.below(3000) };
  const last = random.chance(0.25) ? [random.chance(0.3) ? limited : shutdown] : [];
  return { graph, habits, happenings: [...happenings, ...last], seed: random.below(2 ** 30) };
}

const cables: readonly [OutsideCondition, ...OutsideCondition[]] = [
  { kind: "link", interface: "lan", state: "carrier" },
  { kind: "link", interface: "wan", state: "carrier" },
  { kind: "hotplug", subsystem: "usb", attributes: { idVendor: "12d1" } },
  { kind: "clock" },
  { kind: "secret", name: "password" },
];

function randomGraph(random: Random, names: readonly string[]): Graph {
  const services: Record<string, ServiceEntry> = {};
  names.forEach((name, number) => {
    services[name] = randomService(random, services, names.slice(0, number));
  });
  // Names in another order than that of needs: nothing may rely on how the file is sorted.
  const shuffled: [string, ServiceEntry][] = [];
  for (const entry of Object.entries(services)) shuffled.splice(random.below(shuffled.length + 1), 0, entry);
  const wanted = names.filter(() => random.chance(0.4));
  return { version: 1, services: Object.fromEntries(shuffled), wanted };
}

function randomService(
  random: Random,
  services: Readonly<Record<string, ServiceEntry>>,
  before: readonly string[],
): ServiceEntry {
  const type = random.pick<ServiceEntry["type"]>([
    ...(["longrun", "longrun", "longrun", "oneshot", "oneshot", "bundle"] as const),
  ]);
  const some = (most: number): readonly string[] => {
    const [first, ...rest] = before;
    if (first === undefined) return [];
    return [...new Set(Array.from({ length: random.below(most + 1) }, () => random.pick([first, ...rest])))];
  };
  const outputs = type === "bundle" ? [] : ["address", "ifname", "mtu"].slice(0, random.below(4));
  const dependencies = some(type === "bundle" ? 1 : 3);
  const own = random.chance(0.25) ? randomCondition(random, services, before, 2) : undefined;
  const secrets = random.chance(0.1) ? [{ name: "password", onChange: randomChange(random) }] : [];
  const consumers = before.filter((name) => services[name]?.type === "longrun");
  const [consumer, ...others] = consumers;
  const logs = type !== "bundle" && consumer !== undefined && random.chance(0.1);
  const given: readonly Condition[] = secrets.map(({ name }) => ({ kind: "secret", name }));
  const condition: Condition | undefined =
    own === undefined ? given[0] : { kind: "all", of: [own, ...given] };
  const readings = dependencies.flatMap((service) =>
    (services[service]?.outputs ?? []).map((output) => ({
      service,
      output,
      onChange: randomChange(random),
    })),
  );
  return plainService(type, {
    dependencies,
    contents: type === "bundle" ? some(5).filter((name) => !dependencies.includes(name)) : [],
    ready: type === "bundle" ? { kind: "immediately" } : randomReadiness(random),
    timeoutUpMs: random.pick([0, 200, 1000]),
    timeoutDownMs: random.pick([0, 50, 500]),
    restart: {
      policy: random.pick(["always", "always", "always", "on-failure", "never"]),
      delayMs: random.pick([0, 10, 100]),
      maxDelayMs: random.pick([0, 400, 2000]),
      resetAfterMs: random.pick([0, 500, 5000]),
    },
    outputs,
    lasting: type === "longrun" && outputs.length === 0 && random.chance(0.5),
    secrets: type === "bundle" ? [] : secrets,
    reads: readings.filter(() => type !== "bundle" && random.chance(0.5)),
    ...(condition === undefined ? {} : { condition }),
    ...(logs ? { logTo: random.pick([consumer, ...others]) } : {}),
  });
}

function randomChange(random: Random): OutputChange {
  return random.pick<OutputChange>(["restart", "reload", "render", "nothing", { signal: "USR1" }]);
}

function randomReadiness(random: Random): Readiness {
  return random.pick<Readiness>([
    { kind: "immediately" },
    { kind: "notification", fd: 3 },
    { kind: "outputs" },
  ]);
}

function randomCondition(
  random: Random,
  services: Readonly<Record<string, ServiceEntry>>,
  before: readonly string[],
  depth: number,
): Condition {
  const inner = (): Condition => randomCondition(random, services, before, depth - 1);
  const kind = depth === 0 ? "leaf" : random.pick(["leaf", "leaf", "leaf", "all", "any", "not"]);
  if (kind === "not") return { kind, of: inner() };
  if (kind === "all" || kind === "any") return { kind, of: Array.from({ length: random.below(3) }, inner) };
  const [first, ...rest] = before.filter((name) => services[name]?.type !== "bundle");
  if (first === undefined || random.chance(0.6)) return random.pick(cables);
  const service = random.pick([first, ...rest]);
  const [output] = services[service]?.outputs ?? [];
  if (output === undefined || random.chance(0.5)) return { kind: "healthy", check: service };
  return { kind: "output", service, output };
}

function randomHabit(random: Random): Habit {
  return {
    failingStarts: random.chance(0.25) ? random.below(5) : 0,
    ignoresTerm: random.chance(0.1),
    neverReady: random.chance(0.1),
  };
}

function randomHappening(random: Random, names: readonly string[]): Happening {
  const at = random.below(10_000);
  const [first, ...rest] = names;
  const service = first === undefined ? "none" : random.pick([first, ...rest]);
  const kinds = [
    "want",
    "want",
    "restart",
    "condition",
    "condition",
    "condition",
    "crash",
    "outputs",
    "secret",
    "takeover",
  ];
  const kind = random.pick(kinds as [string, ...string[]]) as Exclude<Happening["kind"], "shutdown">;
  switch (kind) {
    case "want":
      return { kind, service, wanted: random.chance(0.6), at };
    case "condition":
      return { kind, condition: random.pick(cables), holds: random.chance(0.6), at };
    case "outputs":
      return { kind, service, removed: random.chance(0.4), at };
    case "restart":
    case "crash":
      return { kind, service, at };
    case "secret":
      return { kind, name: "password", at };
    case "takeover":
      return { kind, at };
  }
}
