import * as fc from "fast-check";
import { expect, test } from "vitest";
import { after, before, byDefault, type Definition, force, option, override, t } from "../index.ts";
import type { Module } from "../module.ts";
import { toJson } from "../show-value.ts";
import { complaint, config, declare, define } from "./case.ts";

const description = "An option of the laws.";
const declared = declare("o", {
  number: option({ type: t.int(), default: 0, description }),
  list: option({ type: t.listOf(t.int()), default: [], description }),
  set: option({ type: t.setOf(t.int()), default: [], description }),
  map: option({ type: t.mapOf(t.listOf(t.int())), default: {}, description }),
});

const ranked = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Definition<T>> =>
  fc.oneof(
    value,
    value.map((inner) => byDefault(inner)),
    value.map((inner) => force(inner)),
    fc.tuple(fc.integer({ min: 1, max: 2000 }), value).map(([rank, inner]) => override(rank, inner)),
  );
const ordered = <T>(value: fc.Arbitrary<Definition<T>>): fc.Arbitrary<Definition<T>> =>
  fc.oneof(
    value,
    value.map((inner) => before(inner)),
    value.map((inner) => after(inner)),
  );

const small = fc.integer({ min: 0, max: 4 });
const numbers = fc.array(small, { maxLength: 3 });
const part = fc.record(
  {
    number: ranked(small),
    list: ordered(ranked(numbers)),
    set: ranked(numbers),
    map: ranked(fc.dictionary(fc.constantFrom("a", "b"), ranked(numbers), { maxKeys: 2 })),
  },
  { requiredKeys: [] },
);
const parts = fc.array(part, { maxLength: 5 });

/** A value, or what is said instead of one. */
function outcome(modules: readonly Module[]): unknown {
  try {
    return toJson(config([declared, ...modules]));
  } catch {
    return complaint(() => config([declared, ...modules]));
  }
}

const named = (definitions: readonly object[]) =>
  definitions.map((o, index) => define({ o }, { name: `m${index}` }));

test("the order of imports does not matter", () => {
  const shuffled = parts.chain((all) => {
    const modules = named(all);
    return fc.tuple(fc.constant(modules), fc.shuffledSubarray(modules, { minLength: modules.length }));
  });
  fc.assert(
    fc.property(shuffled, ([modules, other]) => {
      expect(outcome(other)).toEqual(outcome(modules));
    }),
  );
});

test("a module counts once, however often it is imported", () => {
  fc.assert(
    fc.property(parts, (all) => {
      const modules = named(all);
      const importing = define({}, { name: "z", imports: modules });
      expect(outcome([...modules, ...modules, importing, importing])).toEqual(outcome(modules));
    }),
  );
});

test("evaluating twice gives the same", () => {
  fc.assert(
    fc.property(parts, (all) => {
      expect(outcome(named(all))).toEqual(outcome(named(all)));
    }),
  );
});

test("a stronger definition of everything makes the others irrelevant", () => {
  const values = fc.record({
    number: small,
    list: numbers,
    set: numbers,
    map: fc.dictionary(fc.constantFrom("a", "b"), numbers),
  });
  fc.assert(
    fc.property(parts, values, (all, value) => {
      const strongest = define({ o: override(0, value) }, { name: "strongest" });
      expect(outcome([...named(all), strongest])).toEqual(outcome([strongest]));
    }),
  );
});

test("force beats plain, plain beats byDefault, byDefault beats the default", () => {
  fc.assert(
    fc.property(small, small, small, (a, b, c) => {
      const read = (...definitions: readonly unknown[]) =>
        (config([declared, ...named(definitions.map((number) => ({ number })))]) as { o: { number: number } })
          .o.number;
      expect(read(byDefault(a))).toBe(a);
      expect(read(byDefault(a), b)).toBe(b);
      expect(read(byDefault(a), b, force(c))).toBe(c);
    }),
  );
});

test("one definition that agrees with the result changes nothing", () => {
  fc.assert(
    fc.property(small, fc.array(fc.constant(undefined), { maxLength: 4 }), (value, more) => {
      const all = [undefined, ...more].map(() => ({ number: value }));
      expect(outcome(named(all))).toEqual(outcome(named([{ number: value }])));
    }),
  );
});
