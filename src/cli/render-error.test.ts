import { expect, test } from "vitest";
import { systemError, userError } from "../error.ts";
import { machineError } from "./machine-error.ts";
import { renderError } from "./render-error.ts";
import { styleOf } from "./style.ts";

const plain = styleOf(process.stdout, { NO_COLOR: "1" });

test("an error of the user's or the machine's has no stack", () => {
  const error = userError(
    {
      message: "Option 'hostname' expects a hostname, got 22",
      places: ["in a.ts:3:5"],
      try: 'hostname: "r22"',
    },
    { message: "Option 'x' does not exist" },
  );
  expect(renderError(error, plain)).toBe(
    [
      "error: Option 'hostname' expects a hostname, got 22",
      "  in a.ts:3:5",
      '  try: hostname: "r22"',
      "error: Option 'x' does not exist",
      "",
    ].join("\n"),
  );
});

test("any other is our mistake, says so, and keeps its stack", () => {
  const text = renderError(new TypeError("x is not a function"), plain);
  expect(text).toMatch(
    /^error: This is a mistake in liminix, not in what you wrote\n {2}TypeError: x is not a function\n/,
  );
  expect(text).toContain("render-error.test.ts");
});

test("what is thrown but is no error is shown all the same", () => {
  expect(renderError("odd", plain)).toBe(
    "error: This is a mistake in liminix, not in what you wrote\n  odd\n",
  );
});

test("words that look like ours inside a log are not painted", () => {
  const colours = styleOf(Object.assign(process.stdout, {}), {});
  const bold = { ...colours, bold: (text: string) => `<${text}>`, red: (text: string) => text };
  const error = systemError({ message: "Nix failed", details: ["error: inner"], try: "again" });
  expect(renderError(error, bold)).toBe("<error:> Nix failed\n    error: inner\n  <try:> again\n");
});

test.each([
  ["ENOSPC", "error: The disk is full, writing '/tmp/x'\n  try: df -h"],
  [
    "EACCES",
    "error: The system does not permit access to '/tmp/x'\n    EACCES: open '/tmp/x'\n  try: ls -ld '/tmp/x', or another place that is yours",
  ],
  ["EROFS", "error: Cannot write '/tmp/x': it is on a read-only filesystem\n  try: another place"],
])("%s is the machine's to mend", (code, text) => {
  const refused = Object.assign(new Error(`${code}: open '/tmp/x'`), {
    code,
    path: "/tmp/x",
    syscall: "open",
  });
  expect(machineError(refused)?.message).toBe(text);
  expect(machineError(refused)?.status).toBe(111);
});

test("a file that we should have found is our mistake", () => {
  expect(machineError(Object.assign(new Error("ENOENT"), { code: "ENOENT" }))).toBeUndefined();
});
