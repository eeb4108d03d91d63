import { expect, test } from "vitest";
import { parseAddress } from "../config/address.ts";
import { evaluatePacket } from "./evaluate.ts";
import { compilePolicy } from "./policy/compile.ts";
import { house, rule } from "./policy/example-in-tests.ts";
import type { Policy } from "./policy/policy.ts";
import { type Question, withInterfaces, zonePacket } from "./policy/zone-packet.ts";

function outcome(question: Partial<Question>, some: Partial<Policy> = {}, packet: object = {}) {
  const policy = { ...house, ...some };
  const ruleset = withInterfaces(compilePolicy(policy), policy);
  const asked: Question = {
    from: "wan",
    to: "router",
    family: "ipv4",
    protocol: "tcp",
    port: 22,
    ...question,
  };
  const { packet: sent, around } = zonePacket(asked, policy, ruleset);
  return evaluatePacket(ruleset, { ...sent, ...packet }, around);
}

test.for([
  ["wan", "router", "drop"],
  ["lan", "router", "accept"],
  ["guest", "router", "reject"],
  ["wan", "lan", "drop"],
  ["lan", "wan", "accept"],
  ["guest", "wan", "accept"],
  ["guest", "lan", "reject"],
  ["router", "wan", "accept"],
] as const)("SSH from %s to %s: %s, over either family", ([from, to, verdict]) => {
  for (const family of ["ipv4", "ipv6"] as const)
    expect(outcome({ from, to, family })).toMatchObject({ verdict });
});

test("IPv4 leaves with the router's address, and IPv6 with its own", () => {
  expect(outcome({ from: "lan", to: "wan", family: "ipv4" }).masqueraded).toBe(true);
  expect(outcome({ from: "lan", to: "wan", family: "ipv6" }).masqueraded).toBe(false);
});

test("a forward is followed to where it leads", () => {
  expect(outcome({ port: 8080 })).toMatchObject({
    verdict: "accept",
    sentTo: { address: parseAddress("192.168.8.10")?.bits, port: 80 },
  });
});

test("what belongs to a connection goes on, and what is of none is dropped", () => {
  expect(outcome({ to: "lan" }, {}, { state: "established" }).verdict).toBe("accept");
  expect(outcome({ from: "lan", to: "wan" }, {}, { state: "invalid" }).verdict).toBe("drop");
  expect(outcome({ from: "lan", to: "wan" }, {}, { flags: ["ack"] }).verdict).toBe("drop");
});

test("senders that nobody is are dropped", () => {
  const source = parseAddress("127.0.0.1")?.bits ?? 0n;
  expect(outcome({ port: 8080, source }).by.chain).toBe("arrival");
});

test("rules are asked in their order, before what is allowed", () => {
  const smtp = { proto: "tcp", ports: [{ first: 25, last: 25 }] } as const;
  const rules = [
    rule({ ...smtp, from: "lan", to: "wan", destinations: [], action: "reject" }),
    rule({ ...smtp, action: "accept" }),
  ];
  expect(outcome({ from: "lan", to: "wan", port: 25 }, { rules }).verdict).toBe("reject");
  expect(outcome({ from: "guest", to: "lan", port: 25 }, { rules }).verdict).toBe("accept");
  expect(outcome({ from: "lan", to: "wan", port: 26 }, { rules }).verdict).toBe("accept");
});

test("the router may be forbidden to speak", () => {
  const rules = [rule({ from: "router", to: "wan", action: "drop" })];
  expect(outcome({ from: "router", to: "wan" }, { rules }).verdict).toBe("drop");
});
