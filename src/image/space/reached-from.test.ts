import { expect, test } from "vitest";
import { reachedFrom } from "./reached-from.ts";

const references = new Map([
  ["script", ["daemon"]],
  ["daemon", ["library"]],
  ["shell", ["library"]],
  ["library", ["library"]],
  ["lonely", ["library"]],
]);
const roots = [
  { name: "service", mentions: ["script", "shell"] },
  { name: "/bin", mentions: ["shell"] },
];

test("each object has the roots that lead to it, over any number of steps, and once each", () =>
  expect(
    Object.fromEntries(
      [...reachedFrom(roots, references)].map(([path, from]) => [path, from.map(({ name }) => name)]),
    ),
  ).toEqual({
    script: ["service"],
    daemon: ["service"],
    shell: ["service", "/bin"],
    library: ["service", "/bin"],
  }));
