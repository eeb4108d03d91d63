import { describe } from "vitest";
import { byDefault, computed, force, option, t, when } from "../index.ts";
import { declare, define, fails, value } from "./case.ts";
import {
  declareList,
  declareMap,
  declareName,
  declareOther,
  declarePort,
  declareSsh,
  declareUsers,
} from "./fragments.ts";

interface Shape {
  readonly port: number;
  readonly other: number;
  readonly name: string;
  readonly map: Readonly<Record<string, number>>;
  readonly list: readonly string[];
  readonly ssh: { readonly enable: boolean; readonly port: number };
  readonly users: Readonly<Record<string, { readonly uid: number; readonly shell: string }>>;
}
const on = (test: (config: Shape) => boolean, definition: unknown) => when(test as never, definition);
const from = (read: (config: Shape) => unknown) => computed(read as never);

const broken = () => {
  throw new TypeError("oh");
};

describe("when", () => {
  value("holds", [declarePort, { port: when(true, 1) }], "port", 1);
  value("does not hold", [declarePort, { port: when(false, 1) }], "port", 22);
  value("around a group", [declareSsh, { ssh: when(false, { port: 1 }) }], "ssh.port", 22);
  value("around everything", [declarePort, define(when(false, { port: 1 }))], "port", 22);
  value("within another", [declarePort, { port: when(true, when(false, 1)) }], "port", 22);
  value("two conditions, both true", [declarePort, define(when(true, { port: when(true, 1) }))], "port", 1);
  value("around a rank", [declarePort, { port: when(true, force(1)) }, { port: 2 }], "port", 1);
  value("a rank around it", [declarePort, { port: force(when(false, 1)) }, { port: 2 }], "port", 2);
  value("around a key of a map", [declareMap, { map: { a: when(false, 1), b: 2 } }], "map", { b: 2 });
  value(
    "around an item of a list",
    [declareList, { list: ["a", when(false, "b"), when(true, "c")] }],
    "list",
    ["a", "c"],
  );
  value(
    "reads another option",
    [declarePort, declareOther, { port: on((c) => c.other === 80, 1) }],
    "port",
    1,
  );
  value(
    "a module asks for its own option",
    [declareSsh, define(on((c) => c.ssh.enable, { ssh: { port: 1 } })), { ssh: { enable: true } }],
    "ssh.port",
    1,
  );
  value(
    "a module asks for its own option, which is off",
    [declareSsh, define(on((c) => c.ssh.enable, { ssh: { port: 1 } }))],
    "ssh.port",
    22,
  );
  value(
    "two definitions of which one holds",
    [declarePort, { port: when(true, 1) }, { port: when(false, 2) }],
    "port",
    1,
  );
  value("only true is true", [declarePort, { port: on(() => 1 as never, 1) }], "port", 22);
  fails(
    "a condition on itself is a loop",
    [declarePort, { port: on((c) => c.port === 22, 1) }],
    "port -> port",
  );
  fails(
    "unknown names are found where the condition does not hold",
    [declareSsh, { ssh: when(false, { prot: 1 }) }],
    "'ssh.prot' does not exist",
  );
  fails(
    "wrong values are found where it holds",
    [declarePort, { port: when(true, "a") }],
    "expects a TCP or UDP port number",
  );
  value(
    "wrong values are not looked at where it does not",
    [declarePort, { port: when(false, "a") }],
    "port",
    22,
  );
});

describe("computed", () => {
  value("reads another option", [declarePort, declareOther, { port: from((c) => c.other + 1) }], "port", 81);
  value(
    "reads what is computed",
    [
      declarePort,
      declareOther,
      declareName,
      { name: from((c) => `${c.port}`) },
      { port: from((c) => c.other) },
    ],
    "name",
    "80",
  );
  value("of undefined defines nothing", [declarePort, { port: from(() => undefined) }], "port", 22);
  value("may be a marker again", [declarePort, { port: from(() => force(1)) }, { port: 2 }], "port", 1);
  value("may be ranked", [declarePort, { port: byDefault(from(() => 1)) }, { port: 2 }], "port", 2);
  value(
    "of a group",
    [declareSsh, declarePort, { ssh: from((c) => ({ port: c.port + 1 })) }],
    "ssh.port",
    23,
  );
  value("of everything", [declarePort, define(from(() => ({ port: 1 })))], "port", 1);
  value(
    "a key of a map reads another key",
    [declareMap, { map: { a: 1, b: from((c) => (c.map.a ?? 0) + 1) } }],
    "map",
    { a: 1, b: 2 },
  );
  value(
    "an option of a submodule reads another submodule",
    [declareUsers, { users: { a: { uid: 1 }, b: { uid: from((c) => (c.users.a?.uid ?? 0) + 1) } } }],
    "users.b.uid",
    2,
  );
  value(
    "a default may be computed",
    [
      declareOther,
      declare("d", option({ type: t.port, default: from((c) => c.other + 1) as never, description: "D." })),
    ],
    "d",
    81,
  );
  value(
    "is not asked where it lost",
    [declarePort, { port: byDefault(from(broken)) }, { port: 1 }],
    "port",
    1,
  );
  value(
    "is not asked where its condition does not hold",
    [
      declarePort,
      {
        port: when(false, from(broken)),
      },
    ],
    "port",
    22,
  );
  fails(
    "a key is there, whatever it comes to",
    [declareMap, { map: { a: from(() => undefined) } }],
    "'map.a' is computed and came to undefined",
    "put when(condition, …) around it",
  );
  value(
    "an item that comes to nothing is left out",
    [declareList, { list: ["a", from(() => undefined)] }],
    "list",
    ["a"],
  );
  value(
    "a whole map may be computed",
    [declareMap, declarePort, { map: from((c) => ({ [`p${c.port}`]: 1 })) }],
    "map",
    { p22: 1 },
  );
  fails(
    "what it throws is told",
    [
      declarePort,
      {
        port: from(broken),
      },
    ],
    "A definition of 'port' threw TypeError: oh",
  );
  fails(
    "what throws without an Error is told",
    [
      declarePort,
      {
        port: from(() => {
          throw "oh";
        }),
      },
    ],
    'threw "oh"',
  );
  fails("its value is checked", [declarePort, { port: from(() => "a") }], 'got "a"');
  fails("a promise is no value", [declarePort, { port: from(async () => 1) }], "got a Promise");
});

describe("loops", () => {
  fails(
    "an option of itself",
    [declarePort, { port: from((c) => c.port) }],
    "'port' is defined in terms of itself: port -> port",
  );
  fails(
    "two of each other",
    [declarePort, declareOther, { port: from((c) => c.other), other: from((c) => c.port) }],
    /port -> other -> port|other -> port -> other/,
  );
  fails(
    "three",
    [
      declarePort,
      declareOther,
      declareName,
      { port: from((c) => c.other), other: from((c) => c.name.length), name: from((c) => `${c.port}`) },
    ],
    "name -> port -> other -> name",
  );
  fails(
    "every step has its place",
    [declarePort, declareOther, { port: from((c) => c.other), other: from((c) => c.port) }],
    /in .*conditions.test.ts.*: 'port' reads 'other'/,
    /in .*conditions.test.ts.*: 'other' reads 'port'/,
  );
  fails("a group of its own option", [declareSsh, { ssh: from((c) => ({ port: c.ssh.port })) }], "itself");
  fails(
    "a map of its own keys",
    [declareMap, { map: from((c) => ({ a: Object.keys(c.map).length })) }],
    "map -> map",
  );
  fails("a key of itself", [declareMap, { map: { a: from((c) => c.map.a) } }], "map.a -> map.a");
  fails(
    "a loop is told once",
    [declarePort, declareOther, { port: from((c) => c.other), other: from((c) => c.port) }],
    /^(?!.*\nerror: )/s,
  );
  value(
    "a step that another rank cuts off is no loop",
    [
      declarePort,
      {
        port: when(
          false,
          from((c) => c.port),
        ),
      },
    ],
    "port",
    22,
  );
});

describe("getters", () => {
  const getter = {
    get port(): number {
      throw new TypeError("oh");
    },
  };
  fails("one that throws is told", [declarePort, define(getter)], "A getter threw TypeError: oh");
  fails("in a map too", [declareMap, { map: getter }], "A getter threw TypeError: oh");
});
