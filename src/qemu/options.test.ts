import { expect, test } from "vitest";
import { extraArguments, nicsOf } from "./options.ts";

test.each(["user", "user,hostfwd=tcp::2022-:22", "tap,ifname=a,,b", "socket,listen=:1234"])(
  "--lan takes %j",
  (spec) => {
    expect(nicsOf({ lan: spec }).lan.cable).toEqual({ kind: "custom", spec });
  },
);

test.each(["", "user,id=mine", "-user", "user,"])("--lan refuses %j, and shows a good one", (spec) => {
  expect(() => nicsOf({ lan: spec })).toThrow(
    `error: '--lan' expects the value of QEMU's -netdev without its id, got "${spec}"\n  try: --lan user,`,
  );
});

test("QEMU_OPTIONS is split into words as a shell would", () => {
  expect(extraArguments({ QEMU_OPTIONS: "-s -append 'a b'" })).toEqual(["-s", "-append", "a b"]);
});

test("without QEMU_OPTIONS nothing is added", () => {
  expect(extraArguments({})).toEqual([]);
});

test("an open quote in QEMU_OPTIONS is an error that shows it", () => {
  expect(() => extraArguments({ QEMU_OPTIONS: "-append 'a" })).toThrow("'QEMU_OPTIONS' expects words");
});
