import fc from "fast-check";
import { expect, test } from "vitest";
import { AnswerReader } from "./answer-reader.ts";

const encode = (text: string): readonly string[] =>
  Buffer.from(text)
    .toString("base64")
    .match(/.{1,76}/g) ?? [];

const answer = (id: string, status: number, stdout: string, stderr: string): readonly string[] => [
  `${id} stdout`,
  ...encode(stdout),
  `${id} stderr`,
  ...encode(stderr),
  `${id} exit ${status}`,
];

const readAll = (lines: readonly string[]) => {
  const reader = new AnswerReader();
  return lines.flatMap((line) => reader.push(line) ?? []);
};

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }),
      fc.nat(255),
      (stdout, stderr, status) => {
        expect(readAll(answer("7", status, stdout, stderr))).toEqual([
          { kind: "answer", id: "7", result: { status, stdout, stderr } },
        ]);
      },
    ),
  );
});

test("after half an answer, the next whole one is understood", () => {
  const lines = [...answer("1", 0, "cut off", "").slice(0, 2), ...answer("2", 3, "whole", "too")];
  expect(readAll(lines)).toEqual([
    { kind: "answer", id: "2", result: { status: 3, stdout: "whole", stderr: "too" } },
  ]);
});

test("lines that belong to no answer are passed over", () => {
  const lines = ["noise", "8 exit 0", ...answer("9", 0, "", ""), "more noise"];
  expect(readAll(lines)).toEqual([
    { kind: "answer", id: "9", result: { status: 0, stdout: "", stderr: "" } },
  ]);
});

test("a new start is told, and ends what was half said", () => {
  expect(readAll(["1 stdout", "ready", "1 exit 0"])).toEqual([{ kind: "ready" }]);
});
