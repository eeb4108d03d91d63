import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition, LeafCondition, OutsideCondition, ServiceEntry } from "../graph.ts";
import { conditionKey, servicesNamedBy } from "./condition.ts";
import { initialState } from "./initial-state.ts";
import { plainService } from "./simulation/plain-service.ts";
import type { Habit, Happening, Scenario } from "./simulation/scenario.ts";
import { walkWorlds } from "./simulation/worlds.ts";
import { simulate } from "./simulation.ts";
import { step } from "./step.ts";
import type { Event } from "./types.ts";
import { why } from "./why.ts";

// Arbitraries that shrink: a service names others by numbers, which are taken modulo those before it. --------------

const cables: readonly OutsideCondition[] = [
  { kind: "link", interface: "wan", state: "carrier" },
  { kind: "hotplug", subsystem: "usb", attributes: {} },
  { kind: "secret", name: "password" },
];
const number = fc.nat(1000);
const outsideCondition = fc.constantFrom(...cables);

const { condition: conditionShape } = fc.letrec<{ condition: ConditionShape }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({ leaf: outsideCondition }),
    fc.record({ healthy: number }),
    fc.record({ output: number }),
    fc.record({ kind: fc.constantFrom("all", "any"), of: fc.array(tie("condition"), { maxLength: 2 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));

type ConditionShape =
  | { readonly leaf: LeafCondition }
  | { readonly healthy: number }
  | { readonly output: number }
  | { readonly kind: "all" | "any"; readonly of: readonly ConditionShape[] }
  | { readonly not: ConditionShape };

const serviceShape = fc.record({
  type: fc.constantFrom("longrun" as const, "oneshot" as const, "bundle" as const),
  dependencies: fc.array(number, { maxLength: 3 }),
  contents: fc.array(number, { maxLength: 3 }),
  condition: fc.option(conditionShape, { nil: undefined, freq: 4 }),
  ready: fc.constantFrom<ServiceEntry["ready"][]>(
    { kind: "immediately" },
    { kind: "notification", fd: 3 },
    { kind: "outputs" },
  ),
  outputs: fc.subarray(["address", "mtu"]),
  onChange: fc.constantFrom<ServiceEntry["reads"][number]["onChange"][]>(
    "nothing",
    "restart",
    "reload",
    "render",
  ),
  readsSecret: fc.boolean(),
  timeoutUpMs: fc.constantFrom(0, 200),
  timeoutDownMs: fc.constantFrom(0, 100),
  policy: fc.constantFrom("always" as const, "on-failure" as const, "never" as const),
  delayMs: fc.constantFrom(0, 10, 500),
  resetAfterMs: fc.constantFrom(0, 1000),
  lasting: fc.boolean(),
  wanted: fc.boolean(),
  habit: fc.record<Habit>({
    failingStarts: fc.nat(3),
    ignoresTerm: fc.boolean(),
    neverReady: fc.boolean(),
  }),
});
type ServiceShape = typeof serviceShape extends fc.Arbitrary<infer T> ? T : never;

const at = fc.nat(8000);
const happeningShape = fc.oneof(
  fc.record({ kind: fc.constant("want" as const), service: number, wanted: fc.boolean(), at }),
  fc.record({ kind: fc.constantFrom("restart" as const, "crash" as const), service: number, at }),
  fc.record({ kind: fc.constant("outputs" as const), service: number, removed: fc.boolean(), at }),
  fc.record({
    kind: fc.constant("condition" as const),
    condition: outsideCondition,
    holds: fc.boolean(),
    at,
  }),
  fc.record({ kind: fc.constant("secret" as const), name: fc.constant("password"), at }),
  fc.record({ kind: fc.constant("takeover" as const), at }),
);
const shutdown = fc.record({
  kind: fc.constant("shutdown" as const),
  how: fc.constantFrom("poweroff" as const, "reboot" as const),
  at,
});

const world = fc
  .record({
    services: fc.array(serviceShape, { minLength: 1, maxLength: 30 }),
    happenings: fc.array(happeningShape, { maxLength: 20 }),
    end: fc.option(shutdown, { nil: undefined, freq: 4 }),
    seed: fc.integer(),
  })
  .map(({ services, happenings, end, seed }): Scenario => {
    const names = services.map((_, index) => `s${index}`);
    const named = (shape: (typeof happenings)[number]): Happening =>
      "service" in shape ? { ...shape, service: names[shape.service % names.length] ?? "" } : shape;
    return {
      graph: {
        version: 1,
        services: Object.fromEntries(
          services.map((shape, index) => [`s${index}`, entryOf(shape, services, index)]),
        ),
        wanted: names.filter((_, index) => services[index]?.wanted),
      },
      habits: Object.fromEntries(services.map(({ habit }, index) => [`s${index}`, habit])),
      happenings: [...happenings.map(named), ...(end === undefined ? [] : [end])],
      seed,
    };
  });

function entryOf(shape: ServiceShape, services: readonly ServiceShape[], index: number): ServiceEntry {
  const before = (other: number): number | undefined => (index === 0 ? undefined : other % index);
  const names = (numbers: readonly number[]): readonly string[] =>
    [...new Set(numbers.map(before))].filter((other) => other !== undefined).map((other) => `s${other}`);
  const condition =
    shape.condition === undefined ? undefined : conditionOf(shape.condition, services, before);
  const isBundle = shape.type === "bundle";
  const dependencies = names(shape.dependencies);
  const written = (name: string): readonly string[] => {
    const writer = services[Number(name.slice(1))];
    return writer === undefined || writer.type === "bundle" ? [] : writer.outputs;
  };
  return plainService(shape.type, {
    dependencies,
    contents: isBundle ? names(shape.contents).filter((name) => !dependencies.includes(name)) : [],
    ready: isBundle ? { kind: "immediately" } : shape.ready,
    outputs: isBundle ? [] : shape.outputs,
    lasting: shape.lasting && shape.type === "longrun" && shape.outputs.length === 0,
    reads: isBundle
      ? []
      : dependencies.flatMap((service) =>
          written(service).map((output) => ({ service, output, onChange: shape.onChange })),
        ),
    secrets: isBundle || !shape.readsSecret ? [] : [{ name: "password", onChange: shape.onChange }],
    timeoutUpMs: shape.timeoutUpMs,
    timeoutDownMs: shape.timeoutDownMs,
    restart: {
      policy: shape.policy,
      delayMs: shape.delayMs,
      maxDelayMs: 2 * shape.delayMs,
      resetAfterMs: shape.resetAfterMs,
    },
    ...(condition === undefined ? {} : { condition }),
  });
}

function conditionOf(
  shape: ConditionShape,
  services: readonly ServiceShape[],
  before: (other: number) => number | undefined,
): Condition {
  if ("leaf" in shape) return shape.leaf;
  if ("not" in shape) return { kind: "not", of: conditionOf(shape.not, services, before) };
  if ("of" in shape) {
    return { kind: shape.kind, of: shape.of.map((one) => conditionOf(one, services, before)) };
  }
  const other = before("healthy" in shape ? shape.healthy : shape.output);
  if (other === undefined || services[other]?.type === "bundle") return { kind: "clock" };
  const [output] = services[other]?.outputs ?? [];
  if ("healthy" in shape || output === undefined) return { kind: "healthy", check: `s${other}` };
  return { kind: "output", service: `s${other}`, output };
}

/** Nobody fails, nothing takes too long, and nobody minds what becomes of others but those that need them. */
function wellBehaved(scenario: Scenario, happenings: readonly Happening[]): Scenario {
  const services = Object.entries(scenario.graph.services).map(([name, entry]) => {
    const { condition, ...rest } = { ...entry, timeoutUpMs: 0, reads: [] };
    const isOutside = condition !== undefined && servicesNamedBy(condition).length === 0;
    return [name, isOutside ? { ...rest, condition } : rest] as const;
  });
  return {
    ...scenario,
    graph: { ...scenario.graph, services: Object.fromEntries(services) },
    habits: {},
    happenings,
  };
}
const allCables: readonly Happening[] = [...cables, { kind: "clock" } as const].map((condition) => ({
  ...{ kind: "condition", condition, holds: true, at: 1000 },
}));
const doings: readonly string[] = ["start", "stop", "kill", "run-up", "run-down", "signal", "render"];

describe("in any world", () => {
  const rules =
    "needs are ready before and gone after, nothing starts twice, what can be up ends up, and it ends";
  test(rules, () => {
    fc.assert(
      fc.property(world, (scenario) => {
        expect(simulate(scenario).problems).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("the same, in a thousand worlds that are the same each time", () => {
    expect(walkWorlds(1000).problems).toEqual([]);
  });
});

describe("in a world where all goes well", () => {
  test("each service is started once, and none is stopped", () => {
    fc.assert(
      fc.property(world, (scenario) => {
        const { starts, trace } = simulate(wellBehaved(scenario, []));
        expect([...starts.values()].filter((count) => count > 1)).toEqual([]);
        expect(trace.filter((line) => line.includes('"stop"') || line.includes('"run-down"'))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("one that takes over changes nothing", () => {
    fc.assert(
      fc.property(world, (scenario) => {
        const takeover: Happening = { kind: "takeover", at: 100_000 };
        const { trace, problems } = simulate(wellBehaved(scenario, [...allCables, takeover]));
        const after = trace.slice(trace.indexOf("100000 takeover"));
        expect(problems).toEqual([]);
        expect(after.filter((line) => doings.some((doing) => line.includes(`"kind":"${doing}"`)))).toEqual(
          [],
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("whatever it is told", () => {
  const someone = fc.constantFrom(
    "s0",
    "s1",
    "s2",
    "s3",
    "s4",
    "s5",
    "nobody",
    "constructor",
    "__proto__",
    "",
  );
  const when = fc.integer();
  const nonsense: fc.Arbitrary<Event> = fc.oneof(
    fc.record({ kind: fc.constant("begin" as const), at: when }),
    fc.record({
      kind: fc.constant("adopt" as const),
      service: someone,
      runs: fc.constantFrom("starting" as const, "up" as const, "ready" as const, "stopping" as const),
      outputs: fc.subarray(["address", "mtu", "else"]),
      at: when,
    }),
    fc.record({ kind: fc.constant("want" as const), service: someone, wanted: fc.boolean(), at: when }),
    fc.record({
      kind: fc.constantFrom("restart" as const, "started" as const, "ready" as const),
      service: someone,
      at: when,
    }),
    fc.record({
      kind: fc.constant("condition" as const),
      key: outsideCondition.map(conditionKey),
      holds: fc.boolean(),
      at: when,
    }),
    fc.record({
      kind: fc.constant("exited" as const),
      service: someone,
      status: fc.record({ code: fc.nat(1) }),
      at: when,
    }),
    fc.record({
      kind: fc.constant("oneshot-done" as const),
      service: someone,
      direction: fc.constantFrom("up" as const, "down" as const),
      status: fc.record({ code: fc.nat(1) }),
      at: when,
    }),
    fc.record({
      kind: fc.constant("output" as const),
      service: someone,
      changed: fc.subarray(["address", "mtu", "else"]),
      removed: fc.subarray(["address", "mtu", "else"]),
      at: when,
    }),
    fc.record({
      kind: fc.constant("timer" as const),
      id: fc.tuple(someone, fc.nat(20)).map(([name, count]) => `${name}#${count}`),
      at: when,
    }),
    fc.record({
      kind: fc.constant("remember" as const),
      service: someone,
      failures: fc.nat(3),
      failure: fc.constant({ kind: "ended", status: { code: 1 } } as const),
      failed: fc.record({ since: when, retryAt: when }),
      at: when,
    }),
    fc.record({ kind: fc.constant("secret" as const), name: fc.constant("password"), at: when }),
    fc.record({ kind: fc.constant("shutdown" as const), how: fc.constant("halt" as const), at: when }),
  );

  test("it never throws, can say why, and a state once made never changes", () => {
    fc.assert(
      fc.property(world, fc.array(nonsense, { maxLength: 60 }), ({ graph }, events) => {
        let state = deepFrozen(initialState(graph));
        for (const event of events) {
          const next = step(state, event);
          state = deepFrozen(next.state);
          for (const name of state.index.names)
            expect(why(state, name, event.at)).toMatch(/^s\d+ (?!.*undefined).+\.$/);
        }
        const twice = events.reduce((before, event) => step(before, event).state, initialState(graph));
        expect(twice.services).toEqual(state.services);
      }),
      { numRuns: 300 },
    );
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFrozen);
  return value;
}
