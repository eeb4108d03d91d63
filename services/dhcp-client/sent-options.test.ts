import { expect, test } from "vitest";
import { compileGraph, ethernet } from "../../src/index.ts";
import { dhcpClient } from "./service.ts";

type Parameters = Omit<globalThis.Parameters<typeof dhcpClient>[0], "interface">;

const client = (says: Parameters) => dhcpClient({ interface: ethernet("eth0"), ...says });
const command = (says: Parameters): string =>
  compileGraph({ wan: client(says) })
    .services.wan?.run?.content.parts.join("")
    .replaceAll(/\\\n\s*/g, "")
    .replace(/[\s\S]*-A 10 /, "")
    .trim() ?? "";
const mistakes = (says: Parameters): readonly string[] => client(says).problems.map(({ message }) => message);

test("what a provider wants to be told goes to udhcpc in hexadecimal, and takes the place of its own word", () => {
  expect(command({})).toBe("");
  expect(command({ vendorClass: "it's ours" })).toBe("-V '' -x 60:69742773206f757273");
  expect(command({ hostname: "attic", clientId: "0x0102FF" })).toBe("-x hostname:attic -x 61:0102FF");
  expect(command({ options: { 77: "+FSV", 90: "0x00" } })).toBe("-x 77:2b465356 -x 90:00");
});

test("what is no option, or the client's own, is a mistake", () => {
  expect(mistakes({ options: { 53: "0x01", 61: "me", user: "x", 255: "0x00" } })).toEqual([
    "Options of DHCP are expected by their numbers, got '53': the client says it by itself",
    "Options of DHCP are expected by their numbers, got '61': 'clientId' says it",
    "Options of DHCP are expected by their numbers, got '255': they are 1 to 254",
    "Options of DHCP are expected by their numbers, got 'user': they are 1 to 254",
  ]);
  expect(mistakes({ clientId: "0x012" })[0]).toContain("expects text in ASCII, or bytes such as");
});
