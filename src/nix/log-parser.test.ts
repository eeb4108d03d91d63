import { expect, test } from "vitest";
import type { BuildEvent } from "./build-event.ts";
import { logParser } from "./log-parser.ts";

const drvPath = "/nix/store/czzswh5l9yasbsc5asrrp3958vf0xhf8-file-1.0.drv";
const url = "http://127.0.0.1:8123/pool/file_1.0.orig.tar.xz?mirror";

/** Events of lines, without those that make none. */
const events = (...lines: readonly string[]): BuildEvent[] =>
  lines.map(logParser(new Map([[url, drvPath]]))).filter((event) => event !== undefined);

// Lines of Nix 2.8.0, with names of our own.
const realise = '@nix {"action":"start","id":74607876898817,"level":0,"text":"","type":102}';
const builds = '@nix {"action":"start","id":74607876898818,"level":0,"text":"","type":104}';
const build = `@nix {"action":"start","fields":["${drvPath}","",1,1],"id":74607876898821,"level":3,"text":"building '${drvPath}'","type":105}`;
const fetch = `@nix {"action":"start","fields":["${url}"],"id":74607876898822,"level":4,"text":"downloading '${url}'","type":101}`;
const result = (id: string, type: number, ...fields: readonly unknown[]): string =>
  `@nix {"action":"result","fields":${JSON.stringify(fields)},"id":${id},"type":${type}}`;
const stop = (id: string): string => `@nix {"action":"stop","id":${id}}`;

test("a build begins, says its phase and its log, and ends", () => {
  expect(
    events(
      realise,
      builds,
      build,
      result("74607876898821", 104, "unpack"),
      result("74607876898821", 101, "checking for gcc... no"),
      stop("74607876898821"),
      stop("74607876898817"),
    ),
  ).toEqual([
    { kind: "started", id: 1, activity: "build", drvPath, name: "file-1.0" },
    { kind: "phase", id: 1, phase: "unpack" },
    { kind: "log", id: 1, line: "checking for gcc... no" },
    { kind: "finished", id: 1 },
  ]);
});

test("a fetch is known by its derivation and the file's name, and tells each step once", () => {
  expect(
    events(
      fetch,
      result("74607876898822", 105, 0, 0, 0, 0),
      result("74607876898822", 105, 217, 300, 0, 0),
      result("74607876898822", 105, 217, 300, 0, 0),
      stop("74607876898822"),
    ),
  ).toEqual([
    { kind: "started", id: 1, activity: "fetch", drvPath, name: "file_1.0.orig.tar.xz", url },
    { kind: "progress", id: 1, done: 0, expected: 0 },
    { kind: "progress", id: 1, done: 217, expected: 300 },
    { kind: "finished", id: 1 },
  ]);
});

test("a fetch for nothing known has no derivation", () => {
  expect(events(fetch.replaceAll(url, "http://a.example/"))).toEqual([
    { kind: "started", id: 1, activity: "fetch", name: "a.example/", url: "http://a.example/" },
  ]);
});

test("a substitution and a copy have their path's name and where they come from", () => {
  const path = drvPath.replace(".drv", "");
  const start = (id: number, type: number, ...fields: readonly string[]): string =>
    `@nix ${JSON.stringify({ action: "start", fields, id, level: 3, text: "", type })}`;
  expect(
    events(start(1, 108, path, "https://c.example"), start(2, 100, path, "ssh://d.example", "local")),
  ).toEqual([
    { kind: "started", id: 1, activity: "substitute", name: "file-1.0", url: "https://c.example" },
    { kind: "started", id: 2, activity: "copy", name: "file-1.0", url: "ssh://d.example" },
  ]);
});

test("a build elsewhere has the machine that it is on", () => {
  const line = {
    action: "start",
    fields: [drvPath, "ssh://far", 1, 1],
    id: 1,
    level: 3,
    text: "",
    type: 105,
  };
  expect(events(`@nix ${JSON.stringify(line)}`)).toEqual([
    { kind: "started", id: 1, activity: "build", drvPath, name: "file-1.0", machine: "ssh://far" },
  ]);
});

test("all builds together are counted", () => {
  expect(events(builds, result("74607876898818", 105, 3, 10, 2, 1))).toEqual([
    { kind: "builds", done: 3, expected: 10, running: 2, failed: 1 },
  ]);
});

test("activities stay apart where their numbers are too long for JavaScript", () => {
  // Of process 4194303: as numbers both would be 18014394214514688.
  const [one, two] = ["18014394214514688", "18014394214514689"];
  expect(
    events(
      build.replace("74607876898821", one),
      build.replace("74607876898821", two),
      result(two, 101, "second"),
      result(one, 101, "first"),
    ).slice(2),
  ).toEqual([
    { kind: "log", id: 2, line: "second" },
    { kind: "log", id: 1, line: "first" },
  ]);
});

test("a log line that looks like an entry is a log line", () => {
  const line = 'printf \'"id":5\' @nix {"action":"stop","id":74607876898821}';
  expect(events(build, result("74607876898821", 101, line))[1]).toEqual({ kind: "log", id: 1, line });
});

test("texts lose colours, cursor movements and NULs", () => {
  const line = "\u001b[31;1merror:\u001b[0m not\u001b[2K so \u001b]8;;x\u0007good\0\r";
  expect(events(build, result("74607876898821", 101, line))[1]).toEqual({
    kind: "log",
    id: 1,
    line: "error: not so good",
  });
  expect(events(`@nix ${JSON.stringify({ action: "msg", level: 0, msg: line })}`)).toEqual([
    { kind: "message", level: 0, text: "error: not so good" },
  ]);
});

test("why a builder could not be run is read out of Nix's wire format", () => {
  const wire =
    "\u0005\0\0\0\0\0\0\0Error\0\0\0\0\0\0\0\0\0\0\0\u0005\0\0\0\0\0\0\0Error\0\0\0F\0\0\0\0\0\0\0" +
    "executing '\u001b[35;1m/bin/none\u001b[0m': \u001b[35;1mNo such file or directory\u001b[0m\0\0\0\0\0\0\0\0";
  expect(
    events(build, result("74607876898821", 101, "\u0001"), result("74607876898821", 101, wire)).slice(1),
  ).toEqual([{ kind: "log", id: 1, line: "executing '/bin/none': No such file or directory" }]);
});

test("lines that are not Nix's entries are messages, and errors where they say so", () => {
  expect(
    events("", "warning: unknown setting 'x'", "\u001b[31;1merror:\u001b[0m no", "@nix not json", "@nix {"),
  ).toEqual([
    { kind: "message", level: 2, text: "warning: unknown setting 'x'" },
    { kind: "message", level: 0, text: "error: no" },
    { kind: "message", level: 2, text: "@nix not json" },
    { kind: "message", level: 2, text: "@nix {" },
  ]);
});
