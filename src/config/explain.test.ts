import { expect, test } from "vitest";
import { declare, define } from "./cases/case.ts";
import { declarePort, declareSsh, declareUsers } from "./cases/fragments.ts";
import {
  byDefault,
  computed,
  configToJson,
  defineConfiguration,
  evaluate,
  explain,
  force,
  override,
  showDetails,
  showList,
  t,
} from "./index.ts";
import type { Module } from "./module.ts";
import { option } from "./option.ts";

const config = (...modules: readonly Module[]) => evaluate(modules, defineConfiguration({}));

test("a value that only the default gives has no definitions", () => {
  const [port] = explain(config(declarePort), "port");
  expect(port).toMatchObject({
    name: "port",
    value: 22,
    default: 22,
    type: "a TCP or UDP port number",
    definitions: [],
  });
});

test("every definition is there with its rank, the strongest first, and those that count are marked", () => {
  const [port] = explain(
    config(
      declarePort,
      define({ port: 1 }),
      define({ port: force(2) }),
      define({ port: byDefault(computed(() => 3)) }),
      define({ port: override(7, 4) }),
    ),
    "port",
  );
  expect(port?.definitions.map(({ value, rank, counts }) => [value, rank, counts])).toEqual([
    [4, "7", true],
    [2, "force", false],
    [1, undefined, false],
    [3, "byDefault", false],
  ]);
});

test("definitions have their places", () => {
  const [port] = explain(config(declarePort, define({ port: force(2) })), "port");
  expect(port?.definitions[0]?.place).toMatch(/^src\/config\/explain\.test\.ts:\d+:\d+$/);
  expect(port?.declared).toMatch(/^src\/config\/cases\/fragments\.ts:\d+:\d+$/);
});

test("without a name, declared options are listed and what is in submodules is not", () => {
  const names = explain(config(declareUsers, declareSsh, define({ users: { alice: { uid: 1 } } }))).map(
    ({ name }) => name,
  );
  expect(names).toEqual(["ssh.enable", "ssh.keys", "ssh.limits.tries", "ssh.port", "users"]);
});

test("with a name, what is below it is explained", () => {
  const names = explain(
    config(declareUsers, define({ users: { alice: { uid: 1 }, bob: { uid: 2 } } })),
    "users.alice",
  ).map(({ name }) => name);
  expect(names).toEqual([
    "users.alice",
    "users.alice.groups",
    "users.alice.limits.files",
    "users.alice.shell",
    "users.alice.uid",
  ]);
});

test("an unknown name has no explanation", () => {
  expect(explain(config(declarePort), "prot")).toEqual([]);
});

test("a list of explanations has a line each", () => {
  expect(showList(explain(config(declarePort, declareSsh, define({ port: 1 }))))).toBe(
    `port = 1
ssh.enable = false  (default)
ssh.keys = []  (default)
ssh.limits.tries = 3  (default)
ssh.port = 22  (default)
`,
  );
});

test("details show which definition counts", () => {
  const text = showDetails(
    explain(config(declarePort, define({ port: 1 }), define({ port: force(2) })), "port"),
  );
  expect(text.replaceAll(/:\d+:\d+/g, ":LINE")).toBe(`port = 2
  An option of the cases.
  type: a TCP or UDP port number
  default: 22
  declared in src/config/cases/fragments.ts:LINE
  in src/config/explain.test.ts:LINE: force(2)  <- counts
  in src/config/cases/case.ts:LINE: 1
`);
});

test("a configuration as JSON is in the order of the alphabet, each value in the way of its type", () => {
  const lan = declare("lan", {
    b: option({ type: t.cidr, default: "10.0.0.1/8", description: "" }),
    a: option({ type: t.nullable(t.int()), default: null, description: "" }),
  });
  expect(JSON.stringify(configToJson(config(lan)))).toBe('{"lan":{"a":null,"b":"10.0.0.1/8"}}');
});
