import { describe } from "vitest";
import { byDefault, computed, error, force, option, removed, renamed, t, warning, when } from "../index.ts";
import type { Definitions } from "../option.ts";
import { declare, define, fails, value } from "./case.ts";
import {
  declareName,
  declareOther,
  declarePort,
  declareSettings,
  declareSsh,
  declareUsers,
} from "./fragments.ts";

const description = "An option of the cases.";
const port = option({ type: t.port, default: 22, description });

describe("imports", () => {
  value("an imported module counts", [define({ port: 1 }, { imports: [declarePort] })], "port", 1);
  value(
    "through another",
    [define({ port: 1 }, { imports: [define({}, { imports: [declarePort] })] })],
    "port",
    1,
  );
  const one = define({ list: ["a"] });
  const list = declare("list", option({ type: t.listOf(t.string), default: [], description }));
  value(
    "once, however often it is imported",
    [list, one, define({}, { imports: [one] }), define({}, { imports: [one, one] })],
    "list",
    ["a"],
  );
  const cyclic: { imports: unknown[] } = { imports: [] };
  const loop = define({ port: 1 }, { imports: cyclic.imports as never });
  cyclic.imports.push(loop);
  value("modules may import each other", [declarePort, loop], "port", 1);
  fails(
    "what is no module is told",
    [define({}, { imports: [undefined as never] })],
    "'imports' expects modules, got undefined",
    "import it from its own file",
  );
  fails(
    "a list is expected",
    [define({}, { imports: declarePort as never })],
    "'imports' expects a list of modules",
  );
});

describe("without", () => {
  const forced = define({ port: force(1) });
  value("switches a module off", [declarePort, forced, define({}, { without: [forced] })], "port", 22);
  value(
    "whoever imports it",
    [declarePort, define({}, { imports: [forced] }), define({}, { without: [forced] })],
    "port",
    22,
  );
  fails(
    "its options are gone",
    [declarePort, define({ port: 1 }, { without: [declarePort] })],
    "'port' does not exist: module 'cases/",
    "is switched off",
  );
});

describe("declarations", () => {
  fails(
    "an option is declared once",
    [declarePort, declare("port", port)],
    "'port' is declared twice",
    /fragments\.ts.*\n.*modules\.test\.ts/,
  );
  value(
    "modules may add to one group",
    [
      declareSsh,
      declare("ssh", { banner: option({ type: t.string, default: "", description }) }),
      { ssh: { banner: "x" } },
    ],
    "ssh.banner",
    "x",
  );
  fails("but not the same option", [declareSsh, declare("ssh", { port })], "'ssh.port' is declared twice");
  fails(
    "nor a group where an option is",
    [declarePort, declare("port", { port })],
    "'port' is declared twice",
  );
  fails("some words are taken", [declare("imports", port)], "cannot be declared under 'imports'");
  value(
    "an option may be called kind",
    [declare("thing", { kind: port, type: port }), { thing: { kind: 1 } }],
    "thing",
    { kind: 1, type: 22 },
  );
});

describe("names", () => {
  fails(
    "an unknown option",
    [declareSsh, { ssh: { prot: 1 } }],
    "'ssh.prot' does not exist",
    "did you mean 'port'",
  );
  fails("a word that is no option", [declareSsh, { import: [] }], "did you mean 'imports'");
  fails("an unknown module", [declareSsh, { shh: {} }], "'shh' does not exist", "did you mean 'ssh'");
  fails(
    "nothing near: all there are",
    [declareSsh, { ssh: { zzzzzz: 1 } }],
    "one of enable, port, keys, limits",
  );
  fails(
    "a value where a group is",
    [declareSsh, { ssh: 22 }],
    "'ssh' is a group of options, got 22",
    "try: ssh: { enable: … }",
  );
  fails(
    "a group where an option is",
    [declarePort, { port: { number: 22 } }],
    "'port' expects a TCP or UDP port number, got { number: 22 }",
  );
  fails(
    "names of the language are no options",
    [declareSsh, { ssh: { toString: 1, constructor: 2, hasOwnProperty: 3 } }],
    "'ssh.toString' does not",
    "'ssh.constructor' does not",
    "'ssh.hasOwnProperty' does not",
  );
  fails(
    "__proto__ is none either",
    [declareSsh, JSON.parse('{"ssh":{"__proto__":{"port":1}}}')],
    "'ssh.__proto__' does not exist",
  );
  fails("not even a definition", [declareSsh, define(42)], "A configuration is an object of options, got 42");
});

describe("all at once", () => {
  fails(
    "every mistake is told",
    [declareSsh, declarePort, { port: "a", ssh: { port: "b", enable: 3, keys: [1, 2], nope: 1 } }],
    "'port' expects",
    "'ssh.port' expects",
    "'ssh.enable' expects",
    "'ssh.keys[0]'",
    "'ssh.keys[1]'",
    "'ssh.nope'",
  );
  fails(
    "one mistake is told once",
    [declarePort, declareOther, { port: "a", other: computed((c) => (c as never as { port: number }).port) }],
    /^(?!.*\nerror: )/s,
  );
  fails(
    "what stands beside a definition that failed is looked at too",
    [
      declarePort,
      declareOther,
      declareUsers,
      { port: "a" },
      { users: when((c) => (c as never as { port: number }).port === 1, {}) },
      { users: { a: { uid: "x" } } },
    ],
    "'port' expects",
    "'users.a.uid' expects",
  );
});

describe("submodules", () => {
  value("have defaults", [declareUsers, { users: { alice: { uid: 1 } } }], "users.alice", {
    uid: 1,
    shell: "/bin/ash",
    groups: [],
    limits: { files: 64 },
  });
  value(
    "merge option by option",
    [declareUsers, { users: { alice: { uid: 1 } } }, { users: { alice: { shell: "/bin/sh" } } }],
    "users.alice.shell",
    "/bin/sh",
  );
  value(
    "rank option by option",
    [declareUsers, { users: { alice: { uid: force(1) } } }, { users: { alice: { uid: 2 } } }],
    "users.alice.uid",
    1,
  );
  value(
    "rank as a whole",
    [
      declareUsers,
      { users: { alice: force({ uid: 1 }) } },
      { users: { alice: { uid: 2, shell: "/bin/sh" } } },
    ],
    "users.alice.shell",
    "/bin/ash",
  );
  value(
    "have groups",
    [declareUsers, { users: { alice: { uid: 1, limits: { files: 1 } } } }],
    "users.alice.limits.files",
    1,
  );
  fails(
    "want what has no default",
    [declareUsers, { users: { alice: {} } }],
    "'users.alice.uid' has no value",
    "try: uid: 1000",
  );
  fails(
    "know their names",
    [declareUsers, { users: { alice: { uid: 1, shel: "" } } }],
    "'users.alice.shel' does not exist",
    "did you mean 'shell'",
  );
  fails(
    "check their values",
    [declareUsers, { users: { alice: { uid: -1 }, bob: { uid: "x" } } }],
    "'users.alice.uid' expects",
    "'users.bob.uid' expects",
  );
  fails("are objects", [declareUsers, { users: { alice: 5 } }], "'users.alice' is a group of options, got 5");
  const home = { uid: option({ type: t.int(), description }), home: option({ type: t.string, description }) };
  const named = t.submodule(home, {
    config: ({ name, self }) => ({ home: computed(() => `/home/${name}${self.uid}`) }),
  });
  const homes = declare("homes", option({ type: t.mapOf(named), default: {}, description }));
  value(
    "define by their name and their other options",
    [homes, { homes: { alice: { uid: 1 } } }],
    "homes.alice.home",
    "/home/alice1",
  );
  const weak = t.submodule(home, {
    config: ({ name }): Definitions<typeof home> => ({ home: byDefault(`/home/${name}`) }),
  });
  const weakHomes = declare("homes", option({ type: t.mapOf(weak), default: {}, description }));
  value(
    "and step back where somebody else does",
    [weakHomes, { homes: { alice: { uid: 1, home: "/" } } }],
    "homes.alice.home",
    "/",
  );
  const nested = t.submodule({
    inner: option({ type: t.mapOf(t.submodule({ port })), default: {}, description }),
  });
  const outer = declare("outer", option({ type: t.mapOf(nested), default: {}, description }));
  value("nest", [outer, { outer: { a: { inner: { b: { port: 1 } } } } }], "outer.a.inner.b.port", 1);
  const single = declare("single", option({ type: t.submodule({ port }), default: {}, description }));
  value("stand alone", [single, { single: { port: 1 } }], "single.port", 1);
  const many = declare("many", option({ type: t.listOf(t.submodule({ port })), default: [], description }));
  value("stand in lists", [many, { many: [{ port: 1 }, {}] }], "many", [{ port: 1 }, { port: 22 }]);
  fails("are numbered there", [many, { many: [{}, { port: 0 }] }], "'many[1].port' expects");
});

describe("either with a submodule", () => {
  const choice = t.either(
    t.port,
    t.submodule({ port, name: option({ type: t.string, default: "", description }) }),
  );
  const chosen = declare("chosen", option({ type: choice, description }));
  value("takes one", [chosen, { chosen: 1 }], "chosen", 1);
  value("or the other", [chosen, { chosen: { port: 1 } }], "chosen", { port: 1, name: "" });
  value("which merges", [chosen, { chosen: { port: 1 } }, { chosen: { name: "a" } }], "chosen", {
    port: 1,
    name: "a",
  });
  fails(
    "and refuses what is neither",
    [chosen, { chosen: { prot: 1 } }],
    "'chosen' expects a TCP or UDP port number, or an object of options",
    /^(?!.*\nerror: )/s,
  );
  fails("does not mix", [chosen, { chosen: 1 }, { chosen: { port: 1 } }], "'chosen' has 2 definitions");
});

describe("free form", () => {
  value(
    "leaves are ranked one by one",
    [declareSettings, { settings: { a: { b: force(1), c: 1 } } }, { settings: { a: { b: 2, d: "x" } } }],
    "settings.a",
    { b: 1, c: 1, d: "x" },
  );
  fails("leaves have a type", [declareSettings, { settings: { a: { b: true } } }], "'settings.a.b' expects");
  fails(
    "a leaf is no branch",
    [declareSettings, { settings: { a: 1 } }, { settings: { a: { b: 1 } } }],
    "'settings.a' has 2 definitions",
  );
  const round: { self?: unknown } = {};
  round.self = round;
  fails("what contains itself ends", [declareSettings, { settings: round }], "at most 50 deep");
});

describe("other names", () => {
  const tree = { port, oldPort: renamed("sshd.port"), gone: removed("set 'sshd.port' instead") };
  const sshd = declare("sshd", tree);
  value("an old name counts for the new one", [sshd, { sshd: { oldPort: 1 } }], "sshd.port", 1);
  value("with its rank", [sshd, { sshd: { oldPort: force(1), port: 2 } }], "sshd.port", 1);
  fails("and its type", [sshd, { sshd: { oldPort: "x" } }], "'sshd.port' expects");
  fails("and conflicts", [sshd, { sshd: { oldPort: 1, port: 2 } }], "'sshd.port' has 2 definitions");
  value("cannot be read", [sshd, { sshd: { oldPort: 1 } }], "sshd", { port: 1 });
  fails(
    "a removed option says what to do",
    [sshd, { sshd: { gone: 1 } }],
    "'sshd.gone' was removed",
    "try: set 'sshd.port' instead",
  );
  const moved = declare("old", { port: renamed("sshd.port") });
  value("an option may move to another module", [sshd, moved, { old: { port: 1 } }], "sshd.port", 1);
  const whole = declare("hostName", renamed("name") as never);
  value("an option that is a module may too", [declareName, whole, { hostName: "x" }], "name", "x");
  const entry = t.submodule({ port, old: renamed("port") });
  const entries = declare("entries", option({ type: t.mapOf(entry), default: {}, description }));
  value("within a submodule", [entries, { entries: { a: { old: 1 } } }], "entries.a", { port: 1 });
});

describe("checks", () => {
  interface Shape {
    readonly port: number;
    readonly other: number;
  }
  const differ = define({}, {
    *checks({ port: one, other }: Shape) {
      if (one === other)
        yield error({
          message: `'port' and 'other' are both ${one}`,
          options: ["port", "other"],
          try: "other: 81",
        });
      if (one === 1) yield warning({ message: "Port 1 is odd", options: ["port"] });
    },
  } as never);
  fails(
    "an error stops",
    [declarePort, declareOther, differ, { port: 5, other: 5 }],
    "'port' and 'other' are both 5",
    /in .*: 5\n.*in .*: 5/,
    "try: other: 81",
  );
  value("a warning does not", [declarePort, declareOther, differ, { port: 1 }], "port", 1);
  fails(
    "are told beside other errors",
    [declarePort, declareOther, declareName, differ, { port: 5, other: 5, name: 1 }],
    "both 5",
    "'name' expects",
  );
  fails(
    "are left out where what they read failed",
    [declarePort, declareOther, differ, { port: "x" }],
    /^error: Option 'port' expects[^\n]*\n(?!.*\nerror: )/s,
  );
  const throws = define(
    {},
    {
      checks: () => {
        throw new TypeError("oh");
      },
    },
  );
  fails("what they throw is told", [throws], "The checks of module 'cases/", "threw TypeError: oh");
});
