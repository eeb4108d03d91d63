/** What the evaluator says of a packet, and what the kernel does with it. */
import { boot, type Machine, type Network, network } from "liminix/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAddress } from "../../../src/config/address.ts";
import { evaluatePacket } from "../../../src/firewall/evaluate.ts";
import { compilePolicy } from "../../../src/firewall/policy/compile.ts";
import type { Policy } from "../../../src/firewall/policy/policy.ts";
import { withInterfaces, zonePacket } from "../../../src/firewall/policy/zone-packet.ts";
import { evaluate, load } from "../../../src/pipeline.ts";
import firewalled from "./configuration.ts";
import { FLAG, PROTOCOL, tcp, udp } from "./wire/packet.ts";
import type { Seen } from "./wire/seen.ts";
import { Station } from "./wire/station.ts";

const stack = new AsyncDisposableStack();
let policy: Policy;
let stations: Readonly<Record<string, Station>> = {};

/** A machine in each zone; and the router, as each knows it. */
const machines = {
  wan: { ipv4: "185.1.2.3", ipv6: "2a02:9:9:9:0:0:0:9" },
  lan: { ipv4: "192.168.8.10", ipv6: "2a00:1:2:4:0:0:0:10" },
  guest: { ipv4: "192.168.7.20", ipv6: "2a00:1:2:5:0:0:0:20" },
} as const;
const router = {
  wan: { ipv4: "100.64.9.2", ipv6: "2a00:1:2:3:0:0:0:2" },
  lan: { ipv4: "192.168.8.1", ipv6: "2a00:1:2:4:0:0:0:1" },
  guest: { ipv4: "192.168.7.1", ipv6: "2a00:1:2:5:0:0:0:1" },
} as const;
type ZoneName = keyof typeof machines;
const zones = ["wan", "lan", "guest"] as const;

beforeAll(async () => {
  policy = evaluate(await load("tests/qemu/firewall", "qemu")).firewall;
  const access: Network = stack.use(await network("access"));
  const lan: Network = stack.use(await network("lan"));
  const machine: Machine = stack.use(await boot(firewalled, { access, lan, within: "10 min" }));
  for (const service of ["forwarding", "uplink", "ssh"])
    await machine.until(`lim status ${service} | grep ready`);
  // Before that it asks nobody for a neighbour's address, and what is for them gets no further.
  await machine.until("! ip -6 address | grep tentative");
  const plug = async (on: Network, zone: ZoneName, more: readonly string[], vlan?: number) =>
    stack.use(
      await Station.plug(on, router[zone].ipv4, {
        addresses: [...more, ...Object.values(machines[zone])],
        ...(vlan === undefined ? {} : { vlan }),
      }),
    );
  stations = {
    wan: await plug(access, "wan", ["100.64.9.1", "2a00:1:2:3:0:0:0:1"]),
    lan: await plug(lan, "lan", []),
    guest: await plug(lan, "guest", [], 7),
  };
}, 900_000);

afterAll(() => stack.disposeAsync(), 60_000);

interface Sample {
  readonly from: ZoneName;
  readonly to: ZoneName | "router";
  readonly family: "ipv4" | "ipv6";
  readonly protocol: "tcp" | "udp";
  readonly port: number;
}

const samples: readonly Sample[] = zones.flatMap((from) =>
  ([...zones, "router"] as const)
    .filter((to) => to !== from)
    .flatMap((to) =>
      (["ipv4", "ipv6"] as const).flatMap((family) => [
        ...[22, 23, 80, 443, 8080, 8443].map(
          (port) => ({ from, to, family, protocol: "tcp", port }) as const,
        ),
        // What is refused over UDP is told by ICMP, of which the kernel says little; so only where it goes.
        ...(to === "router"
          ? []
          : [53, 500, 5000].map((port) => ({ from, to, family, protocol: "udp", port }) as const)),
      ]),
    ),
);

const station = (zone: string): Station => {
  const found = stations[zone];
  if (found === undefined) throw new Error(`no station in ${zone}`);
  return found;
};

test("the kernel does with packets what the evaluator says", async () => {
  const ruleset = withInterfaces(compilePolicy(policy), policy);
  const expected = samples.map((sample) => {
    const { from, to, family } = sample;
    const destination = to === "router" ? router[from][family] : machines[to][family];
    const bits = (text: string): bigint => parseAddress(text)?.bits ?? 0n;
    const question = { ...sample, source: bits(machines[from][family]), destination: bits(destination) };
    const { packet, around } = zonePacket(question, policy, ruleset);
    return { ...sample, destination, outcome: evaluatePacket(ruleset, packet, around) };
  });
  for (const [index, one] of expected.entries()) {
    const sourcePort = 20_000 + index;
    const between = { from: machines[one.from][one.family], to: one.destination };
    if (one.protocol === "udp")
      station(one.from).send(between, PROTOCOL.udp, udp(between, sourcePort, one.port));
    else {
      const segment = { sourcePort, port: one.port, flags: FLAG.syn, mss: 1400 };
      station(one.from).send(between, PROTOCOL.tcp, tcp(between, segment));
    }
    // What comes behind it has gone the same way: when that is here, so is what there was to see.
    if (index % 16 === 15 || index === expected.length - 1) await untilTaken(index);
  }
  const seen = expected.map((one, index) => ({ ...one, happened: whatHappened(one, 20_000 + index) }));
  const kinds = new Set(seen.map(({ happened }) => happened));
  expect(kinds).toEqual(new Set(["accept", "drop", "reject"]));
  for (const { outcome, happened, ...one } of seen) {
    const said = one.protocol === "udp" && outcome.verdict === "reject" ? "drop" : outcome.verdict;
    // The router itself answers what it accepts.
    const isAnswered = one.to === "router" && said === "accept" && outcome.sentTo === undefined;
    expect({ ...one, happened }).toEqual({ ...one, happened: isAnswered ? "reject" : said });
  }
});

/** Each zone asks something that is answered: by the forward from outside, by the world from inside. */
async function untilTaken(index: number): Promise<void> {
  const port = 30_000 + index;
  const outside = { from: machines.wan.ipv4, to: router.wan.ipv4 };
  station("wan").send(
    outside,
    PROTOCOL.tcp,
    tcp(outside, { sourcePort: port, port: 8080, flags: FLAG.syn, mss: 1400 }),
  );
  await station("lan").sees("what is forwarded", (one) => one.sourcePort === port);
  for (const zone of ["lan", "guest"] as const) {
    const between = { from: machines[zone].ipv4, to: machines.wan.ipv4 };
    const to = zone === "lan" ? port : port + 5000;
    station(zone).send(between, PROTOCOL.udp, udp(between, 1234, to));
    await station("wan").sees(`what ${zone} says`, (one) => one.port === to);
  }
}

/** It arrived somewhere, was answered, or neither. SSH's own answer to SYN counts as an answer. */
function whatHappened({ from, protocol }: Sample, sourcePort: number): "accept" | "drop" | "reject" {
  // The router keeps the port of whom it hides, while nobody else has it.
  const isIt = (one: Seen): boolean => one.protocol === PROTOCOL[protocol] && one.sourcePort === sourcePort;
  const elsewhere = zones.filter((zone) => zone !== from);
  if (elsewhere.some((zone) => station(zone).seen(isIt).length > 0)) return "accept";
  const answered = station(from).seen(
    (one) => one.protocol === PROTOCOL.tcp && one.port === sourcePort && one.flags !== FLAG.syn,
  );
  return answered.length > 0 ? "reject" : "drop";
}
