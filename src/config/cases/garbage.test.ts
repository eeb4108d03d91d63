import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LiminixError } from "../../error.ts";
import {
  after,
  byDefault,
  computed,
  defineConfiguration,
  evaluate,
  force,
  type Module,
  option,
  t,
  when,
} from "../index.ts";
import { config, declare } from "./case.ts";
import * as fragments from "./fragments.ts";

const modules = Object.values(fragments).filter((module) => module !== fragments.declareRequired);

const names = [
  "port",
  "ssh",
  "users",
  "settings",
  "list",
  "map",
  "limits",
  "uid",
  "enable",
  "__proto__",
  "constructor",
  "toString",
  "kind",
  "0",
  "",
];
const key = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 4 }));
const scalar = fc.oneof(
  fc.anything({ maxDepth: 0, withBigInt: true, withDate: true, withSparseArray: true, withTypedArray: true }),
  fc.constantFrom(
    22,
    0,
    "22",
    "",
    "x".repeat(100_000),
    Symbol("s"),
    () => 1,
    new Map(),
    class {},
    Number.NaN,
  ),
);
const garbage = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((pairs) => JSON.parse(asJson(pairs))),
    tie("value").map((value) => force(value)),
    tie("value").map((value) => byDefault(after(value))),
    tie("value").map((value) => when(true, value)),
    tie("value").map((value) => computed(() => value)),
  ),
})).value;

/** With `__proto__` as a key of its own, as JSON has it. */
const asJson = (pairs: readonly (readonly [string, unknown])[]): string =>
  `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${typeof value === "object" ? "{}" : (safeJson(value) ?? "null")}`).join(",")}}`;
const safeJson = (value: unknown) => (typeof value === "bigint" ? "1" : JSON.stringify(value));

/** A value, or a complaint; anything else that is thrown is our mistake. */
function outcome(run: () => unknown): { value: unknown } | { complaint: LiminixError } {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof LiminixError) return { complaint: thrown };
    throw thrown;
  }
}

const limits = { numRuns: 120, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

test("whatever a configuration is, there is a value or a complaint", () => {
  fc.assert(
    fc.property(garbage, (value) => {
      const result = outcome(() => evaluate(modules, defineConfiguration(value as never)));
      if ("complaint" in result) {
        expect(result.complaint.complaints.length).toBeGreaterThan(0);
        for (const { message } of result.complaint.complaints) expect(message.length).toBeLessThan(1000);
      }
      expect(Object.prototype).not.toHaveProperty("port");
    }),
    limits,
  );
});

describe("garbage does not pass for a value", () => {
  const plain: readonly (readonly [string, Module, (value: unknown) => boolean])[] = [
    [
      "boolean",
      declare("x", option({ type: t.boolean, description: "" })),
      (value) => typeof value === "boolean",
    ],
    [
      "string",
      declare("x", option({ type: t.string, description: "" })),
      (value) => typeof value === "string" && !value.includes("\0"),
    ],
    [
      "port",
      declare("x", option({ type: t.port, description: "" })),
      (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536,
    ],
    [
      "list",
      declare("x", option({ type: t.listOf(t.boolean), description: "" })),
      (value) => Array.isArray(value) && value.every((item) => typeof item === "boolean"),
    ],
    [
      "address",
      declare("x", option({ type: t.ipv4, description: "" })),
      (value) => typeof value === "string" && /^\d+(\.\d+){3}$/.test(value),
    ],
    [
      "group",
      declare("x", { a: option({ type: t.port, default: 1, description: "" }) }),
      (value) =>
        typeof value === "object" && value !== null && Object.keys(value).every((name) => name === "a"),
    ],
  ];
  test.each(plain)("%s", (_, declared, holds) => {
    const raw = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(key, scalar, { maxKeys: 3 }),
    );
    fc.assert(
      fc.property(raw, (x) => {
        const result = outcome(() => (config([declared, { x }]) as { x: unknown }).x);
        if (x === undefined || !("value" in result)) return;
        expect(holds(x)).toBe(true);
      }),
      limits,
    );
  });
});

describe("depth", () => {
  const nested = (depth: number, end: unknown = 1) => {
    let value = end;
    for (let level = 0; level < depth; level++) value = { a: value };
    return value;
  };
  const chained = (length: number) => {
    const at = (index: number) => `o${String(index).padStart(6, "0")}`;
    const tree = Object.fromEntries(
      Array.from({ length }, (_, index) => [
        at(index),
        option({ type: t.int(), default: 0, description: "" }),
      ]),
    );
    const definitions = Object.fromEntries(
      Array.from({ length: length - 1 }, (_, index) => [
        at(index),
        computed((c) => ((c as never as { chain: Record<string, number> }).chain[at(index + 1)] ?? 0) + 1),
      ]),
    );
    return [declare("chain", tree), { chain: definitions }] as const;
  };

  test("a value nested 100000 deep is refused", () => {
    for (const fragment of [
      { settings: nested(100_000) },
      { port: nested(100_000) },
      { map: nested(100_000) },
      { ssh: nested(100_000) },
      nested(100_000),
    ]) {
      expect("complaint" in outcome(() => config([...modules, fragment as object]))).toBe(true);
    }
  });

  test("markers around markers 20000 deep are opened", () => {
    let value = byDefault(1);
    for (let level = 0; level < 20_000; level++) value = when(true, value);
    const result = outcome(() => (config([...modules, { port: value }]) as { port: number }).port);
    expect(result).toEqual({ value: 1 });
  });

  test("a chain of 5000 options is read, the last one first", () => {
    const result = config(chained(5000)) as { chain: Record<string, number> };
    expect(result.chain.o000000).toBe(4999);
  });

  test("a function that calls itself without end is told", () => {
    const endless = (): number => endless() + 1;
    const result = outcome(() => config([...modules, { port: computed(endless) }]));
    expect("complaint" in result && result.complaint.message).toMatch("calls itself without end");
  });

  test("a function that makes ever more of itself is told", () => {
    const more = (): unknown => computed(() => more());
    const result = outcome(() => config([...modules, { port: computed(() => more()) }]));
    expect("complaint" in result).toBe(true);
  });
});
