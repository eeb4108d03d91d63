import { expect, test } from "vitest";
import { guarded } from "./guard.ts";

const machine = { isRoot: true, hasStore: true };

test("a Nix that works on a directory can't write to the machine's store", () => {
  const command = guarded(["nix-store", "--realise"], { store: "/scratch" }, machine);
  expect(command.slice(0, 2)).toEqual(["unshare", "--mount"]);
  expect(command.slice(-2)).toEqual(["nix-store", "--realise"]);
});

test.each([
  ["the machine's own store", {}, machine],
  ["a store elsewhere", { store: "ssh://builder" }, machine],
  ["a user who may make no namespace", { store: "/scratch" }, { ...machine, isRoot: false }],
  ["a machine without a store", { store: "/scratch" }, { ...machine, hasStore: false }],
])("%s needs no guard", (_, settings, given) => {
  expect(guarded(["nix-store"], settings, given)).toEqual(["nix-store"]);
});
