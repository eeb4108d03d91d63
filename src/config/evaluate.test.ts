import { expect, test } from "vitest";
import { declare, define } from "./cases/case.ts";
import { declareList, declareMap, declarePort, declareUsers } from "./cases/fragments.ts";
import {
  computed,
  configToJson,
  defineConfiguration,
  defineModule,
  evaluate,
  type Module,
  option,
  renamed,
  t,
  warning,
  warningsOf,
} from "./index.ts";

test("a configuration is frozen all the way down", () => {
  const config: unknown = evaluate(
    [declareUsers, declareList, define({ users: { alice: { uid: 1 } }, list: ["a"] })],
    defineConfiguration({}),
  );
  const check = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    expect(Object.isFrozen(value)).toBe(true);
    Object.values(value).forEach(check);
  };
  check(config);
});

test("a configuration has values, and no functions that make them", () => {
  const config: object = evaluate([declarePort], defineConfiguration({}));
  expect(Object.getOwnPropertyDescriptor(config, "port")).toMatchObject({ value: 22 });
});

test("the same modules give the same text, in whatever order they are named", () => {
  const modules = [
    declareList,
    declareMap,
    define({ list: ["b"], map: { b: 1 } }, { name: "b" }),
    define({ list: ["a"], map: { a: 1 } }, { name: "a" }),
  ];
  const text = (order: typeof modules) =>
    JSON.stringify(configToJson(evaluate(order, defineConfiguration({}))));
  expect(text(modules.toReversed())).toBe(text(modules));
});

test("modules of one name are told apart by their files, and those of one file by their places", () => {
  const at = (url: string) => ({ meta: { url } });
  const one = defineModule({ ...at("file:///one/shop/index.ts"), config: { list: ["one"] } } as never);
  const two = defineModule({ ...at("file:///two/shop/index.ts"), config: { list: ["two"] } } as never);
  const three = defineModule({ ...at("file:///two/shop/index.ts"), config: { list: ["three"] } } as never);
  const listOf = (...modules: readonly Module[]) =>
    configToJson(evaluate([declareList, ...modules], defineConfiguration({})));
  expect(listOf(one, two, three)).toEqual({ list: ["one", "two", "three"] });
  expect(listOf(three, two, one)).toEqual({ list: ["one", "two", "three"] });
});

test("a function is called once, however many ask for its option", () => {
  let calls = 0;
  const counted = computed(() => {
    calls++;
    return 23;
  });
  const ask = computed((config) => (config as never as { port: number }).port);
  const config = evaluate(
    [declarePort, declareMap, define({ port: counted, map: { a: ask, b: ask, c: ask } })],
    defineConfiguration({}),
  );
  expect(configToJson(config)).toEqual({ port: 23, map: { a: 23, b: 23, c: 23 } });
  expect(calls).toBe(1);
});

test("a second evaluation does not know of the first", () => {
  let calls = 0;
  const modules = [declarePort, define({ port: computed(() => ++calls) })];
  expect([1, 2].map(() => configToJson(evaluate(modules, defineConfiguration({}))))).toEqual([
    { port: 1 },
    { port: 2 },
  ]);
});

test("warnings do not stop, and are there to be told", () => {
  const tree = {
    port: option({ type: t.port, default: 22, description: "" }),
    oldPort: renamed("sshd.port"),
  };
  const odd = define(
    { sshd: { oldPort: 1 } },
    { checks: () => [warning({ message: "This is odd", options: ["sshd.port"] })] },
  );
  const warnings = warningsOf(evaluate([declare("sshd", tree), odd], defineConfiguration({})));
  expect(warnings.map(({ message }) => message).sort()).toEqual([
    "Option 'sshd.oldPort' is now called 'sshd.port'",
    "This is odd",
  ]);
  for (const { places } of warnings) expect(places?.[0]).toMatch(/^in src\/config\//);
});

test("the device's definitions join, and a device that is named replaces the configuration's own", () => {
  const device = (name: string) => ({ name, module: define({ list: [name] }) });
  const configuration = defineConfiguration({ device: device("own"), list: ["user"] } as never);
  const listOf = (config: unknown) => (config as { readonly list: readonly string[] }).list;
  expect(listOf(evaluate([declareList], configuration))).toEqual(["own", "user"]);
  expect(listOf(evaluate([declareList], configuration, device("other")))).toEqual(["other", "user"]);
});
