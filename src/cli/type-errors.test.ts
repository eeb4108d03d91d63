import { expect, test } from "vitest";
import { renderComplaint } from "../error.ts";
import { readTypeErrors } from "./type-errors.ts";

test("what tsc says is told like any other error", () => {
  const output = `examples/a/configuration.ts(5,3): error TS2322: Type 'number' is not assignable to type 'Definition<string>'.
examples/a/configuration.ts(7,1): error TS2769: No overload matches this call.
  The last overload gave the following error.
    Property 'at' is missing.
`;
  expect(readTypeErrors(output, process.cwd()).map(renderComplaint).join("\n")).toBe(
    `error: Type 'number' is not assignable to type 'Definition<string>'
  in examples/a/configuration.ts:5:3
error: No overload matches this call
  in examples/a/configuration.ts:7:1
    The last overload gave the following error
      Property 'at' is missing`,
  );
});

test("what has no place is told without", () => {
  expect(readTypeErrors("error TS18003: No inputs were found.\n", "/")).toEqual([
    { message: "No inputs were found", places: [], details: [] },
  ]);
});
