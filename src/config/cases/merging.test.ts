import { describe } from "vitest";
import { after, before, byDefault, force, override, when } from "../index.ts";
import { define, fails, value } from "./case.ts";
import {
  declareLines,
  declareList,
  declareLists,
  declareMap,
  declareName,
  declarePort,
  declareRequired,
  declareSet,
  declareSsh,
} from "./fragments.ts";

describe("one definition", () => {
  value("a default stands where nothing is defined", [declarePort], "port", 22);
  value("a definition replaces the default", [declarePort, { port: 23 }], "port", 23);
  value("an option in a group", [declareSsh, { ssh: { port: 23 } }], "ssh.port", 23);
  value(
    "an option in a group in a group",
    [declareSsh, { ssh: { limits: { tries: 1 } } }],
    "ssh.limits.tries",
    1,
  );
  value("groups keep their other defaults", [declareSsh, { ssh: { port: 23 } }], "ssh.limits.tries", 3);
  value("undefined defines nothing", [declarePort, { port: undefined }], "port", 22);
  value("an empty group defines nothing", [declareSsh, { ssh: {} }], "ssh.port", 22);
  fails(
    "what has no default must be defined",
    [declareRequired],
    "'required' has no value",
    'try: required: "something"',
  );
  value("what has no default may be defined", [declareRequired, { required: "x" }], "required", "x");
});

describe("several definitions", () => {
  value("equal values agree", [declarePort, { port: 23 }, { port: 23 }], "port", 23);
  fails(
    "different values do not",
    [declarePort, { port: 23 }, { port: 24 }],
    "'port' has 2 definitions that differ",
    "force(23)",
  );
  fails(
    "a conflict shows every definition",
    [declarePort, { port: 1 }, { port: 2 }, { port: 3 }],
    ": 1\n",
    ": 2\n",
    ": 3\n",
  );
  value(
    "lists are joined by the modules' names",
    [declareList, define({ list: ["b"] }, { name: "b" }), define({ list: ["a"] }, { name: "a" })],
    "list",
    ["a", "b"],
  );
  value("lists do not merge with the default", [declareList, { list: ["a"] }], "list", ["a"]);
  value("sets drop what stands twice", [declareSet, { set: [1, 2] }, { set: [2, 3] }], "set", [1, 2, 3]);
  value("maps have the keys of all", [declareMap, { map: { a: 1 } }, { map: { b: 2 } }], "map", {
    a: 1,
    b: 2,
  });
  value("equal values of a key agree", [declareMap, { map: { a: 1 } }, { map: { a: 1 } }], "map", { a: 1 });
  fails(
    "different values of a key do not",
    [declareMap, { map: { a: 1 } }, { map: { a: 2 } }],
    "'map.a' has 2 definitions",
  );
  value(
    "lists in maps are joined key by key",
    [declareLists, { lists: { a: [1] } }, { lists: { a: [2], b: [3] } }],
    "lists",
    { a: [1, 2], b: [3] },
  );
  value("lines are joined", [declareLines, { text: "a" }, { text: "b\n" }], "text", "a\nb\n");
  value(
    "parts of one module's config count one by one",
    [declareMap, define([{ map: { a: 1 } }, { map: { b: 2 } }])],
    "map",
    { a: 1, b: 2 },
  );
});

describe("ranks", () => {
  value("byDefault beats the default", [declarePort, { port: byDefault(23) }], "port", 23);
  value(
    "a plain definition beats byDefault",
    [declarePort, { port: 24 }, { port: byDefault(23) }],
    "port",
    24,
  );
  value("force beats a plain definition", [declarePort, { port: force(25) }, { port: 24 }], "port", 25);
  value(
    "a smaller rank beats force",
    [declarePort, { port: force(25) }, { port: override(10, 26) }],
    "port",
    26,
  );
  fails(
    "two forces conflict",
    [declarePort, { port: force(1) }, { port: force(2) }],
    "'port' has 2 definitions",
  );
  value("equal forces agree", [declarePort, { port: force(1) }, { port: force(1) }], "port", 1);
  value("the nearest rank counts", [declarePort, { port: force(byDefault(1)) }, { port: 2 }], "port", 2);
  value(
    "a rank around a group reaches its options",
    [declareSsh, { ssh: force({ port: 1 }) }, { ssh: { port: 2 } }],
    "ssh.port",
    1,
  );
  value(
    "an option's own rank beats the group's",
    [declareSsh, { ssh: force({ port: byDefault(1) }) }, { ssh: { port: 2 } }],
    "ssh.port",
    2,
  );
  value("a rank around everything", [declarePort, define(force({ port: 1 })), { port: 2 }], "port", 1);
  value("a list is ranked as a whole", [declareList, { list: force(["a"]) }, { list: ["b"] }], "list", ["a"]);
  value("a map is ranked as a whole", [declareMap, { map: force({ a: 1 }) }, { map: { b: 2 } }], "map", {
    a: 1,
  });
  value(
    "a key of a map is ranked by itself",
    [declareMap, { map: { a: force(1), b: 1 } }, { map: { a: 2, c: 3 } }],
    "map",
    { a: 1, b: 1, c: 3 },
  );
  value("byDefault on a key", [declareMap, { map: { a: byDefault(1) } }, { map: { a: 2 } }], "map", { a: 2 });
  value(
    "byDefault joins byDefault",
    [declareList, { list: byDefault(["a"]) }, { list: byDefault(["b"]) }],
    "list",
    ["a", "b"],
  );
  value(
    "a definition of the default's rank joins the default",
    [declareMap, { map: override(1500, { a: 1 }) }],
    "map",
    { a: 1 },
  );
  value(
    "a weaker definition than the default is not seen",
    [declarePort, { port: override(2000, 1) }],
    "port",
    22,
  );
  value("a definition that lost is not checked", [declarePort, { port: "x" }, { port: force(1) }], "port", 1);
  value(
    "the default is not looked at where another definition is",
    [declareName, { name: "x" }],
    "name",
    "x",
  );
});

describe("order", () => {
  const names = (...parts: readonly unknown[]) =>
    parts.map((list, index) => define({ list }, { name: `m${index}` }));
  value("before comes first", [declareList, ...names(["a"], before(["b"]))], "list", ["b", "a"]);
  value("after comes last", [declareList, ...names(after(["a"]), ["b"])], "list", ["b", "a"]);
  value("before, plain, after", [declareList, ...names(after(["c"]), ["b"], before(["a"]))], "list", [
    "a",
    "b",
    "c",
  ]);
  value("one item may be ordered", [declareList, ...names(["a", before("b")], ["c"])], "list", [
    "b",
    "a",
    "c",
  ]);
  value("order inside a condition", [declareList, ...names(["a"], when(true, before(["b"])))], "list", [
    "b",
    "a",
  ]);
  value("order around a rank", [declareList, ...names(force(["a"]), before(force(["b"])))], "list", [
    "b",
    "a",
  ]);
  value(
    "before, in lists of a map",
    [declareLists, { lists: { a: [1] } }, { lists: { a: before([2]) } }],
    "lists",
    { a: [2, 1] },
  );
  value("lines are ordered too", [declareLines, { text: "b" }, { text: before("a") }], "text", "a\nb\n");
});
