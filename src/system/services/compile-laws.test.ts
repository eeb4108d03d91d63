import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LiminixError } from "../../error.ts";
import { sh } from "../../recipe/fragment.ts";
import { compileGraph } from "./compile.ts";
import { healthy } from "./condition.ts";
import { bundle, longrun, oneshot } from "./definition.ts";
import { dhcp, route, wanPort } from "./examples-in-tests.ts";
import { named } from "./output.ts";
import type { Service } from "./service.ts";

const COUNT = 8;
const number = fc.nat(COUNT - 1);
const needs = fc.record({
  kind: fc.constantFrom("longrun", "oneshot", "bundle"),
  dependencies: fc.array(number, { maxLength: 2 }),
  contents: fc.array(number, { maxLength: 2 }),
  watched: fc.option(number, { nil: undefined }),
});
type Needs = typeof needs extends fc.Arbitrary<infer T> ? T : never;

const nameOf = (index: number): string => `s${index}`;

function serviceOf({ kind, dependencies, contents, watched }: Needs): Service {
  const common = {
    dependencies: dependencies.map((index) => named(nameOf(index))),
    ...(watched === undefined ? {} : { when: healthy(named(nameOf(watched))) }),
  };
  if (kind === "bundle")
    return bundle({ contents: contents.map((index) => named(nameOf(index))), ...common });
  return kind === "longrun" ? longrun({ run: sh`x`, ...common }) : oneshot({ up: sh`x`, ...common });
}

const edgesOf = ({ kind, dependencies, contents, watched }: Needs): readonly number[] => [
  ...dependencies,
  ...(kind === "bundle" ? contents : []),
  ...(watched === undefined ? [] : [watched]),
];

/** What cannot be reached from itself can be put in a row: take away, again and again, all that need nothing any more. */
function hasLoop(all: readonly Needs[]): boolean {
  let left = all.map((_, index) => index);
  for (;;) {
    const stuck = left.filter((index) => edgesOf(all[index] as Needs).some((other) => left.includes(other)));
    if (stuck.length === left.length) return stuck.length > 0;
    left = stuck;
  }
}

test("whoever waits for whom, there is a graph or a loop, and a loop that is told is one", () => {
  fc.assert(
    fc.property(fc.array(needs, { minLength: COUNT, maxLength: COUNT }), (all) => {
      const services = Object.fromEntries(all.map((one, index) => [nameOf(index), serviceOf(one)]));
      if (!hasLoop(all)) {
        const graph = compileGraph(services);
        all.forEach((one, index) => {
          expect(graph.services[nameOf(index)]?.dependencies).toEqual(
            [...new Set(one.dependencies)].map(nameOf),
          );
        });
        return;
      }
      const thrown = thrownBy(() => compileGraph(services));
      expect(thrown).toBeInstanceOf(LiminixError);
      for (const { message } of (thrown as LiminixError).complaints) {
        const [, told = ""] = /^Services wait for each other: (.*)$/.exec(message) ?? [];
        const steps = told.split(" -> ").map((name) => Number(name.slice(1)));
        expect(steps[0]).toBe(steps.at(-1));
        steps.slice(1).forEach((to, step) => {
          expect(edgesOf(all[steps[step] ?? -1] as Needs)).toContain(to);
        });
      }
    }),
    { numRuns: 300 },
  );
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

test("the order of keys means nothing", () => {
  const wan = dhcp({ interface: wanPort });
  const services = {
    wan,
    a: route({ via: wan.output.gateway }),
    b: longrun({ run: sh`exec b ${wan.output.address}` }),
    c: bundle({ contents: [wan] }),
  };
  const told = JSON.stringify(compileGraph(services));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(Object.entries(services), { minLength: 4 }),
      (entries) => JSON.stringify(compileGraph(Object.fromEntries(entries))) === told,
    ),
  );
});

test("a chain of two thousand services compiles", () => {
  let last: Service = longrun({ run: sh`exec first` });
  const services: Record<string, Service> = { s0: last };
  for (let index = 1; index < 2000; index++) {
    last = longrun({ run: sh`exec next`, dependencies: [last] });
    services[`s${index}`] = last;
  }
  expect(compileGraph(services).services.s1999?.dependencies).toEqual(["s1998"]);
});
