import { expect, test } from "vitest";
import type { SquashfsEntry } from "../read/index.ts";
import { reasonsFor } from "./reasons.ts";
import { resolvePath } from "./resolve-path.ts";

const references = new Map([
  ["script", ["daemon"]],
  ["daemon", ["library"]],
  ["profile", ["shell"]],
  ["shell", ["library"]],
  ["library", ["library"]],
  ["lonely", []],
]);
const roots = [
  { name: "/bin", mentions: ["profile"] },
  { name: "the daemon's service", mentions: ["script", "library"] },
  { name: "/etc/nothing", mentions: [] },
];

test("each root that leads there is told, by its shortest chain", () =>
  expect(reasonsFor(["library"], roots, references).map(({ root, chain }) => [root.name, chain])).toEqual([
    ["the daemon's service", ["library"]],
    ["/bin", ["profile", "shell", "library"]],
  ]));

test("what mentions itself is no chain of its own", () =>
  expect(reasonsFor(["daemon"], roots, references).map(({ chain }) => chain)).toEqual([
    ["script", "daemon"],
  ]));

test("what no root leads to has no reason", () =>
  expect(reasonsFor(["lonely"], roots, references)).toEqual([]));

const entries = new Map(
  (
    [
      { path: "/", kind: "directory" },
      { path: "/bin", kind: "symlink", target: "/store/profile/bin" },
      { path: "/etc", kind: "directory" },
      { path: "/etc/hosts", kind: "file" },
      { path: "/etc/resolv.conf", kind: "symlink", target: "/run/resolv.conf" },
      { path: "/etc/a", kind: "symlink", target: "b" },
      { path: "/etc/b", kind: "symlink", target: "a" },
      { path: "/store", kind: "directory" },
      { path: "/store/profile", kind: "directory" },
      { path: "/store/profile/bin", kind: "directory" },
      { path: "/store/profile/bin/sh", kind: "symlink", target: "../../shell" },
      { path: "/store/shell", kind: "file" },
    ] as const
  ).map((entry): [string, SquashfsEntry] => [entry.path, { sizeBytes: 0, storedBytes: 0, ...entry }]),
);

test.each([
  ["/etc/hosts", "/etc/hosts"],
  ["/etc/", "/etc"],
  ["/", "/"],
  ["/bin", "/store/profile/bin"],
  ["/bin/sh", "/store/shell"],
  ["/etc/../bin/./sh", "/store/shell"],
  // The link itself is in the image, whatever it leads to on the router.
  ["/etc/resolv.conf", "/etc/resolv.conf"],
  ["/etc/resolv.conf/x", undefined],
  ["/etc/hosts/x", undefined],
  ["/nowhere", undefined],
])("%s is %s", (path, found) => expect(resolvePath(entries, path)?.path).toBe(found));

test("links in a ring lead nowhere", () => expect(resolvePath(entries, "/etc/a/x")).toBeUndefined());
