import { describe } from "vitest";
import { z } from "zod";
import { defineType, option, refuse, secret, t } from "../index.ts";
import { declare, fails, value } from "./case.ts";
import { refuses, same, takes } from "./type-case.ts";

describe("words", () => {
  takes("boolean", t.boolean, ...same(true, false));
  refuses("boolean", t.boolean, ["yes", "try: x: true"], ["off", "try: x: false"], [1], [null], [{}]);
  takes("string", t.string, ...same("", "a", "ü\n"));
  refuses("string", t.string, [5, 'try: x: "5"'], ["a\0", "NUL"], [["a"]], [true]);
  takes("lines", t.lines, ["a", "a"], ["a\n", "a\n"]);
  refuses("lines", t.lines, [7], [["a"]]);
  takes("pattern", t.pattern(/^[a-z]+$/, "a word of small letters"), ...same("abc"));
  refuses("pattern", t.pattern(/^[a-z]+$/, "a word of small letters"), ["Abc"], [""], [5]);
  takes("oneOf", t.oneOf("wpa2", "wpa3"), ...same("wpa2", "wpa3"));
  refuses("oneOf", t.oneOf("wpa2", "wpa3"), ["wpa4", 'try: x: "wpa2"'], ["x"], [2], [null]);
});

describe("numbers", () => {
  takes("int", t.int(), ...same(0, -5, 2 ** 40));
  refuses(
    "int",
    t.int(),
    [1.5],
    [Number.NaN, "got NaN"],
    [Number.POSITIVE_INFINITY],
    ["3", "try: x: 3"],
    [2 ** 60],
    [""],
  );
  takes("int from 1 to 3", t.int({ min: 1, max: 3 }), ...same(1, 3));
  refuses("int from 1 to 3", t.int({ min: 1, max: 3 }), [0, "from 1 to 3"], [4], ["5"]);
  refuses("int of at least 1", t.int({ min: 1 }), [0, "of at least 1"]);
  refuses("int of at most 1", t.int({ max: 1 }), [2, "of at most 1"]);
  takes("port", t.port, ...same(1, 22, 65_535));
  refuses("port", t.port, ["22", "try: x: 22"], [0], [65_536], [-1]);
  takes(
    "duration",
    t.duration,
    ["30s", { milliseconds: 30_000, seconds: 30 }],
    ["1h30m", { milliseconds: 5_400_000, seconds: 5400 }],
    ["0.5s", { milliseconds: 500, seconds: 0.5 }],
  );
  refuses(
    "duration",
    t.duration,
    [30, "the unit is missing", 'try: x: "30s"'],
    ["30"],
    ["s"],
    ["3 weeks"],
    ["-1s"],
    ["1s "],
  );
  takes("bytes", t.bytes, [512, 512], ["16MiB", 16_777_216], ["1kB", 1000], ["1.5KiB", 1536]);
  refuses("bytes", t.bytes, [-1], ["16"], ["16 megs"], ["0.3B"], [1.5], ["1toString"]);
  takes("bitRate", t.bitRate, ["100Mbit/s", 100_000_000], ["9600bit/s", 9600]);
  refuses(
    "bitRate",
    t.bitRate,
    [100, "the unit is missing", 'try: x: "100bit/s"'],
    ["100M"],
    ["1e400Gbit/s"],
  );
});

describe("addresses", () => {
  takes("ipv4", t.ipv4, ...same("0.0.0.0", "192.168.8.1", "255.255.255.255"));
  refuses(
    "ipv4",
    t.ipv4,
    ["192.168.8.1/24", "without prefix length", 'try: x: "192.168.8.1"'],
    ["192.168.8"],
    ["192.168.08.1"],
    ["256.0.0.1"],
    ["::1"],
    [1],
    ["1.2.3.4 "],
  );
  takes(
    "ipv6",
    t.ipv6,
    ["::", "::"],
    ["::1", "::1"],
    ["FD00:0:0:0:1:0:0:1", "fd00::1:0:0:1"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["::ffff:1.2.3.4", "::ffff:102:304"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  );
  refuses(
    "ipv6",
    t.ipv6,
    ["1::2::3"],
    [":::"],
    ["1:2:3:4:5:6:7:8:9"],
    ["1:2:3:4:5:6:7:8::"],
    ["12345::"],
    ["1.2.3.4"],
    ["fe80::1%eth0"],
    ["1:"],
    ["1.2.3.4::"],
  );
  takes(
    "cidr",
    t.cidr,
    ["192.168.8.1/24", "192.168.8.1/24"],
    ["FD00::1/64", "fd00::1/64"],
    ["0.0.0.0/0", "0.0.0.0/0"],
  );
  refuses(
    "cidr",
    t.cidr,
    ["192.168.8.1", "the prefix length is missing", 'try: x: "192.168.8.1/24"'],
    ["fd00::1", 'try: x: "fd00::1/64"'],
    ["192.168.8.1/33"],
    ["fd00::/129"],
    ["/24"],
    [24],
    ["a/24"],
  );
  takes(
    "prefix",
    t.prefix,
    ["192.168.8.0/24", "192.168.8.0/24"],
    ["fd00::/48", "fd00::/48"],
    ["10.0.0.1/32", "10.0.0.1/32"],
  );
  refuses(
    "prefix",
    t.prefix,
    ["192.168.8.1/24", "bits behind the prefix", 'try: x: "192.168.8.0/24"'],
    ["192.168.8.0"],
    [null],
  );
  takes("mac", t.mac, ["02:00:5E:00:53:01", "02:00:5e:00:53:01"], ["02-00-5e-00-53-01", "02:00:5e:00:53:01"]);
  refuses(
    "mac",
    t.mac,
    ["02:00:5e:00:53"],
    ["02:00:5e:00:53:01:02"],
    ["02:00-5e:00:53:01"],
    ["0g:00:5e:00:53:01"],
    [1],
  );
  takes("hostname", t.hostname, ...same("a", "router-1", "X".repeat(63)));
  refuses(
    "hostname",
    t.hostname,
    ["my router", 'try: x: "my-router"'],
    ["a.b"],
    ["-a"],
    ["a-"],
    [""],
    ["x".repeat(64)],
    ["my_router", 'try: x: "my-router"'],
    [1],
  );
  takes("domain", t.domain, ...same("lan", "lan.example.org"));
  refuses("domain", t.domain, ["a..b"], [".a"], ["a."], [`${"a.".repeat(127)}a`], [1]);
  takes("absolutePath", t.absolutePath, ...same("/", "/etc/motd"));
  refuses(
    "absolutePath",
    t.absolutePath,
    ["etc/motd", 'try: x: "/etc/motd"'],
    ["/etc//motd", 'try: x: "/etc/motd"'],
    ["/etc/", 'try: x: "/etc"'],
    ["/a/../b", "no place"],
    ["/a/./b"],
    [1],
  );
});

describe("choices", () => {
  takes("nullable", t.nullable(t.port), [null, null], [22, 22]);
  refuses("nullable", t.nullable(t.port), [0].map((bad) => [bad] as const)[0] ?? [0]);
  takes("either", t.either(t.port, t.boolean), ...same(22, true));
  refuses("either", t.either(t.port, t.boolean), ["x"], [0], [null]);
  takes("either of lists", t.either(t.listOf(t.int()), t.listOf(t.string)), ...same([1], ["a"], []));
  refuses("either of lists", t.either(t.listOf(t.int()), t.listOf(t.string)), [[1, "a"]]);
  takes("either of maps", t.either(t.mapOf(t.int()), t.mapOf(t.string)), ...same({ a: 1 }, { a: "a" }));
  refuses("either of maps", t.either(t.mapOf(t.int()), t.mapOf(t.string)), [{ a: 1, b: "b" }]);
});

describe("collections", () => {
  takes("listOf", t.listOf(t.int()), ...same([], [1, 1]));
  refuses("listOf", t.listOf(t.int()), [1], ["a"], [{ 0: 1 }], [null]);
  takes("setOf", t.setOf(t.cidr), [["10.0.0.1/8", "10.0.0.1/8"], ["10.0.0.1/8"]]);
  refuses("setOf", t.setOf(t.int()), [1], [new Set([1])]);
  takes("mapOf", t.mapOf(t.int()), ...same({}, { a: 1, "b c": 2, toString: 3, constructor: 4 }));
  refuses("mapOf", t.mapOf(t.int()), [[1]], [new Map([["a", 1]])], ["a"], [null]);
  takes("freeForm", t.freeForm(t.either(t.int(), t.string)), ...same({}, { a: { b: { c: 1 } }, d: "x" }));
  refuses("freeForm", t.freeForm(t.int()), [[1]], [1], [null]);
  const numbers = declare("x", option({ type: t.listOf(t.int()), description: "X." }));
  fails(
    "the items of a list are numbered",
    [numbers, { x: [1, "a", 2, "b"] }],
    "'x[1]' expects",
    "'x[3]' expects",
  );
  const map = declare("x", option({ type: t.mapOf(t.listOf(t.int())), description: "X." }));
  fails("what lies deep is named in full", [map, { x: { "a b": [1, "a"] } }], `'x."a b"[1]' expects`);
});

describe("types from elsewhere", () => {
  const even = defineType<number>({
    expects: "an even number",
    parse: (given) =>
      typeof given === "number" ? (given % 2 === 0 ? given : refuse("it is odd", `${given + 1}`)) : undefined,
    merge: (values) =>
      values.includes(4) ? refuse("have a four among them") : values.reduce((a, b) => a + b),
  });
  takes("a defined type", even, [2, 2]);
  refuses("a defined type", even, [3, "(it is odd)", "try: x: 4"], ["2"]);
  const declared = declare("x", option({ type: even, description: "X." }));
  value("a defined type merges in its own way", [declared, { x: 2 }, { x: 6 }], "x", 8);
  fails("or refuses to", [declared, { x: 2 }, { x: 4 }], "'x' has 2 definitions that have a four among them");
  const document = t.zod(z.object({ name: z.string(), tags: z.array(z.string()).default([]) }), "a document");
  takes("zod", document, [{ name: "a" }, { name: "a", tags: [] }]);
  refuses("zod", document, [{ name: 1 }, "name: "], ["a"], [{}]);
  takes("secret", t.secret, [secret("password"), { secret: "password" }]);
  const password = declare("x", option({ type: t.secret, description: "X." }));
  fails(
    "a secret's value is not repeated",
    [password, { x: "swordfish" }],
    /^(?!.*swordfish)/s,
    'try: x: secret("…")',
  );
  fails("nor in a conflict", [password, { x: secret("a") }, { x: secret("b") }], "a value that is not shown");
});
