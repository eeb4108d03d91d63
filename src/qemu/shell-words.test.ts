import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteWords, splitWords } from "./shell-words.ts";

test.each([
  ["", []],
  ["  -m   512 ", ["-m", "512"]],
  [`-append 'a b' "c \\"d\\""`, ["-append", "a b", `c "d"`]],
  [`one'two'"three"\\ four`, ["onetwothree four"]],
  [`''`, [""]],
  [`"\\n"`, ["\\n"]],
])("%j is split as sh would", (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each([`'open`, `"open`, `ends in \\`])("%j is left open, and no words", (line) => {
  expect(splitWords(line)).toBeUndefined();
});

test("what is quoted splits into the same words", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(splitWords(quoteWords(words))).toEqual(words);
    }),
  );
});

test("sh itself reads what is quoted as the same words", () => {
  const words = ["plain", "two words", "it's", `"$HOME"`, "`ls`", "a\\b", "*", "", "-drive", "a=b,c"];
  const printed = execFileSync("sh", ["-c", `printf '%s\\n' ${quoteWords(words)}`], { encoding: "utf8" });
  expect(printed).toBe(`${words.join("\n")}\n`);
});
