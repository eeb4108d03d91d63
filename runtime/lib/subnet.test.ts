import { describe, expect, test } from "vitest";
import { subnet } from "./subnet.ts";

describe("a subnet of a delegated prefix", () => {
  test.each([
    ["2001:db8:1200::/56", 0, "2001:db8:1200::1", "2001:db8:1200::/64"],
    ["2001:db8:1200::/56", 1, "2001:db8:1200:1::1", "2001:db8:1200:1::/64"],
    ["2001:db8:1200::/56", 255, "2001:db8:1200:ff::1", "2001:db8:1200:ff::/64"],
    ["2001:DB8:0:1200:0:0:0:0/60", 15, "2001:db8:0:120f::1", "2001:db8:0:120f::/64"],
    ["2001:db8:1:2::/64", 0, "2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["fd00:1:2:ff00::/56", 1, "fd00:1:2:ff01::1", "fd00:1:2:ff01::/64"],
    // A provider that sends bits behind the prefix means the prefix.
    ["2001:db8:1200::7/48", 65_535, "2001:db8:1200:ffff::1", "2001:db8:1200:ffff::/64"],
  ])("%s number %d is %s in %s", (prefix, index, address, network) => {
    expect(subnet(prefix, index, 64)).toEqual({ address, network });
  });

  test("may be of another size", () => {
    expect(subnet("2001:db8:1200::/48", 3, 56)).toEqual({
      address: "2001:db8:1200:300::1",
      network: "2001:db8:1200:300::/56",
    });
  });

  test("is refused where there is none of that number, in a sentence", () => {
    expect(subnet("2001:db8:1200::/56", 256, 64)).toEqual({
      problem: "2001:db8:1200::/56 has 256 networks of /64, and none is number 256",
    });
    expect(subnet("2001:db8::/64", 1, 64)).toEqual({
      problem: "2001:db8::/64 has one network of /64, and none is number 1",
    });
    expect(subnet("2001:db8::/80", 0, 64)).toEqual({
      problem: "2001:db8::/80 is too small for a network of /64",
    });
  });

  test.each([
    "",
    "2001:db8::",
    "2001:db8::/129",
    "2001:db8::/0",
    "192.0.2.0/24",
    "1::2::3/56",
    "1:2:3/48",
    "12345::/32",
  ])("of %j there is none", (prefix) => {
    expect(subnet(prefix, 0, 64)).toEqual({ problem: `'${prefix}' is no prefix of IPv6` });
  });
});
