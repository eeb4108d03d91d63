import { expect, test } from "vitest";
import { parseCommand } from "./lim-command.ts";

const parse = (line: string) => parseCommand(line.split(" "));

test.each(["why wan", "up wan", "down wan", "restart wan", "outputs wan", "log wan"])("%s", (line) => {
  expect(parse(line)).toEqual({ request: line, follows: false });
});

test.each(["log wan -f", "log -f wan"])("%s follows", (line) => {
  expect(parse(line)).toEqual({ request: "log wan", follows: true });
});

test("a status is of all, or of one with what it needs", () => {
  expect(parse("status")).toEqual({ request: "status", follows: false });
  expect(parse("status wan")).toEqual({ request: "status", follows: false, only: "wan" });
});

test.each(["", "status a b", "why", "why a b", "up -f", "frobnicate", "log", "log -f", "why --all"])(
  "'%s' is no command",
  (line) => {
    expect(parse(line)).toBeUndefined();
  },
);

test("a name is one word of one line", () => {
  expect(parseCommand(["why", "a\nup b"])).toBeUndefined();
});
