import { expect, test } from "vitest";
import { didYouMean, similarNames } from "./did-you-mean.ts";

const outputs = ["default", "kernel", "manifest", "squashfs", "vmroot"];

test.each([
  ["kernle", ["kernel"]],
  ["Kernel", ["kernel"]],
  ["squash", ["squashfs"]],
  ["vmrot", ["vmroot"]],
  ["tftpboot", []],
  ["", []],
])("'%s' is near %j", (given, near) => expect(similarNames(given, outputs)).toEqual(near));

test("names the near one, or lists them all", () => {
  expect(didYouMean("manifset", outputs)).toBe("did you mean 'manifest'?");
  expect(didYouMean("xyzzy", ["a", "b"])).toBe("one of a, b");
  expect(didYouMean("xyzzy", [])).toBeUndefined();
});
