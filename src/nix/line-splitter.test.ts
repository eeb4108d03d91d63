import { expect, test } from "vitest";
import { lineSplitter } from "./line-splitter.ts";

test("lines come whole, however the stream is cut, and only newlines end them", () => {
  const lines: string[] = [];
  const split = lineSplitter((line) => lines.push(line));
  for (const chunk of ["a", "b\nc\r", "d\n\n", "e\u2028f"]) split(chunk);
  expect(lines).toEqual(["ab", "c\rd", ""]);
  split();
  expect(lines).toEqual(["ab", "c\rd", "", "e\u2028f"]);
});
