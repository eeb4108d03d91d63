import { expect, test } from "vitest";
import { parseArguments } from "./loader-arguments.ts";

test("a ruleset alone is followed by nothing", () => {
  expect(parseArguments(["/rules"])).toEqual({ ruleset: "/rules", follow: [], devices: [] });
});

test("sets follow files, and a flowtable has devices", () => {
  const words = ["/rules", "follow", "zone-wan", "/run/ifname", "offload", "fast", "eth0", "br-lan"];
  expect(parseArguments(words)).toEqual({
    ruleset: "/rules",
    follow: [{ set: "zone-wan", file: "/run/ifname" }],
    flowtable: "fast",
    devices: ["eth0", "br-lan"],
  });
});

test("anything else is refused", () => {
  for (const words of [[], ["/rules", "follow", "set"], ["/rules", "offload"], ["/rules", "fly"]])
    expect(parseArguments(words)).toBeUndefined();
});
