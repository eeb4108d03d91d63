/** Packets, not listings: what comes through, and what comes back. */
import { boot, type Machine, type Network, network } from "liminix/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import firewalled from "./configuration.ts";
import { echoRequest, FLAG, PROTOCOL, tcp, udp } from "./wire/packet.ts";
import type { Seen } from "./wire/seen.ts";
import { Station } from "./wire/station.ts";

const stack = new AsyncDisposableStack();
let router: Machine;
let world: Station;
let house: Station;
let guests: Station;

const stranger = "185.1.2.3";
const stranger6 = "2a02:9:9:9:0:0:0:9";
const routerOutside = "100.64.9.2";
const camera = "192.168.8.10";
const camera6 = "2a00:1:2:4:0:0:0:10";
const laptop = "192.168.8.20";
const laptop6 = "2a00:1:2:4:0:0:0:20";
const guest = "192.168.7.20";
const guest6 = "2a00:1:2:5:0:0:0:20";

beforeAll(async () => {
  const access: Network = stack.use(await network("access"));
  const lan: Network = stack.use(await network("lan"));
  router = stack.use(await boot(firewalled, { access, lan, within: "10 min" }));
  for (const service of ["forwarding", "uplink", "ssh", "telnet", "web"])
    await router.until(`lim status ${service} | grep ready`);
  // Before that it asks nobody for a neighbour's address, and what is for them gets no further.
  await router.until("! ip -6 address | grep tentative");
  const outer = ["100.64.9.1", "2a00:1:2:3::1", stranger, stranger6];
  world = stack.use(await Station.plug(access, routerOutside, { addresses: outer }));
  house = stack.use(
    await Station.plug(lan, "192.168.8.1", { addresses: [camera, camera6, laptop, laptop6] }),
  );
  guests = stack.use(await Station.plug(lan, "192.168.7.1", { addresses: [guest, guest6], vlan: 7 }));
}, 900_000);

afterAll(() => stack.disposeAsync(), 60_000);

beforeEach(() => {
  for (const station of [world, house, guests]) station.forget();
});

const syn = (from: string, to: string, port: number, sourcePort = 40_000): Buffer =>
  tcp({ from, to }, { sourcePort, port, flags: FLAG.syn, mss: 1460 });

const isEcho = (one: Seen): boolean =>
  (one.protocol === PROTOCOL.icmp && one.type === 0) ||
  (one.protocol === PROTOCOL.icmpv6 && one.type === 129);

let lastEcho = 0;

/** The router takes packets in their order: when this is answered, it has seen all that was sent before. */
async function untilTaken(station: Station, from: string, to: string): Promise<void> {
  const sequence = ++lastEcho;
  const six = from.includes(":");
  station.send({ from, to }, six ? PROTOCOL.icmpv6 : PROTOCOL.icmp, echoRequest({ from, to }, sequence));
  await station.sees(`${to}'s echo`, (one) => isEcho(one) && one.data.length >= 0 && one.from === to);
}

const fromPort =
  (port: number) =>
  (one: Seen): boolean =>
    one.sourcePort === port && one.protocol !== PROTOCOL.icmp && one.protocol !== PROTOCOL.icmpv6;

const usualUdp = [53, 67, 68, 69, 123, 137, 161, 500, 514, 520, 547, 1900, 4500, 5353, 5355];
const everyTcp = Array.from({ length: 1024 }, (_, index) => index + 1);

let lastKnock = 50_000;

/**
 * Sends them a few at a time, each few followed by one that the forward lets through: when that arrives, they were
 * looked at, and none was lost on the way because there were too many.
 */
async function knock(sends: readonly (() => void)[]): Promise<void> {
  for (let at = 0; at < sends.length; at += 32) {
    for (const send of sends.slice(at, at + 32)) send();
    const sourcePort = ++lastKnock;
    const between = { from: stranger, to: routerOutside };
    world.send(between, PROTOCOL.tcp, syn(stranger, routerOutside, 8080, sourcePort));
    await house.sees("what came behind them", (one) => one.sourcePort === sourcePort);
  }
}

/** Every TCP port that has a name of old, and the UDP ports where something usually listens. */
const everyPort = (from: string, to: string): readonly (() => void)[] => [
  ...everyTcp.map((port) => () => world.send({ from, to }, PROTOCOL.tcp, syn(from, to, port))),
  ...usualUdp.map((port) => () => world.send({ from, to }, PROTOCOL.udp, udp({ from, to }, 40_000, port))),
];

test("IPsec over IPv6 reaches machines in the house, as RFC 6092 wants it, and so do echo requests", async () => {
  const [from, to] = [stranger6, camera6];
  world.send({ from, to }, PROTOCOL.udp, udp({ from, to }, 500, 500));
  await house.sees("keys for IPsec", (one) => one.port === 500);
  world.send({ from, to }, PROTOCOL.icmpv6, echoRequest({ from, to }, 1));
  await house.sees("an echo request", (one) => one.to === to && one.type === 128);
});

test("a laptop reaches the world with the router's address, and the answer finds its way back", async () => {
  house.send({ from: laptop, to: stranger }, PROTOCOL.tcp, syn(laptop, stranger, 443, 41_001));
  const asked = await world.sees("the laptop", (one) => one.port === 443);
  expect(asked.from).toBe(routerOutside);
  const back = { from: stranger, to: routerOutside };
  const segment = { sourcePort: 443, port: asked.sourcePort, flags: FLAG.syn | FLAG.ack, acknowledged: 2 };
  world.send(back, PROTOCOL.tcp, tcp(back, segment));
  const answer = await house.sees("the answer", fromPort(443));
  expect(answer).toMatchObject({ from: stranger, to: laptop, port: 41_001, flags: FLAG.syn | FLAG.ack });
});

test("and over IPv6 with its own", async () => {
  house.send(
    { from: laptop6, to: stranger6 },
    PROTOCOL.udp,
    udp({ from: laptop6, to: stranger6 }, 41_002, 443),
  );
  expect((await world.sees("the laptop", (one) => one.port === 443)).from).toBe(laptop6);
});

test("TCP is told what fits through the way out", async () => {
  await router.run("ip link set eth0 mtu 1400");
  house.send({ from: laptop, to: stranger }, PROTOCOL.tcp, syn(laptop, stranger, 444, 41_003));
  expect((await world.sees("the laptop", (one) => one.port === 444)).mss).toBe(1360);
  await router.run("ip link set eth0 mtu 1500");
});

test.for([
  ["the laptop's address", "192.168.8.20", "a sender that is inside"],
  ["a loopback address", "127.0.0.1", "a sender that nobody is"],
  ["an address of no network", "250.1.2.3", "a sender that nobody is"],
  ["an address of documents", "192.0.2.9", "a sender that nobody is"],
])("a packet from outside with %s is dropped, even where a port is open", async ([, from = ""]) => {
  const to = routerOutside;
  world.send({ from, to }, PROTOCOL.tcp, syn(from, to, 8080, 42_000));
  world.send({ from: stranger, to }, PROTOCOL.tcp, syn(stranger, to, 8080, 42_001));
  await house.sees("one of a real sender", (one) => one.sourcePort === 42_001);
  expect(house.seen((one) => one.sourcePort === 42_000)).toEqual([]);
});

test.for([
  ["the laptop's address", laptop6],
  ["a loopback address", "::1"],
  ["an address of one house", "fd00::9"],
  ["an address of documents", "2001:db8::9"],
  ["many as its sender", "ff02::1"],
])("so is one over IPv6 with %s", async ([, from = ""]) => {
  const to = camera6;
  world.send({ from, to }, PROTOCOL.tcp, syn(from, to, 8443, 42_002));
  world.send({ from: stranger6, to }, PROTOCOL.tcp, syn(stranger6, to, 8443, 42_003));
  await house.sees("one of a real sender", (one) => one.sourcePort === 42_003);
  expect(house.seen((one) => one.sourcePort === 42_002)).toEqual([]);
});

test("a packet from the house with an address of elsewhere is dropped", async () => {
  house.send(
    { from: stranger, to: "9.9.9.9" },
    PROTOCOL.udp,
    udp({ from: stranger, to: "9.9.9.9" }, 1, 43_000),
  );
  house.send({ from: laptop, to: "9.9.9.9" }, PROTOCOL.udp, udp({ from: laptop, to: "9.9.9.9" }, 1, 43_001));
  await world.sees("the honest one", (one) => one.port === 43_001);
  expect(world.seen((one) => one.port === 43_000)).toEqual([]);
});

test("TCP that begins in the middle, or has no flags or all, is dropped", async () => {
  const [from, to] = [laptop, stranger];
  for (const flags of [FLAG.ack, 0, 0x3f, FLAG.fin, FLAG.syn | FLAG.fin, FLAG.rst | FLAG.ack])
    house.send({ from, to }, PROTOCOL.tcp, tcp({ from, to }, { sourcePort: 44_000, port: 445, flags }));
  house.send({ from, to }, PROTOCOL.tcp, syn(from, to, 446, 44_001));
  await world.sees("what begins at the beginning", (one) => one.port === 446);
  expect(world.seen((one) => one.port === 445)).toEqual([]);
});

test("fragments are put together before anybody decides: neither whole nor in parts do they get round a rule", async () => {
  const [from, to] = [stranger6, camera6];
  const closed = udp({ from, to }, 45_000, 5000, "x".repeat(1200));
  // Whole, but in two parts; and parts of which there is no whole.
  world.send({ from, to }, PROTOCOL.udp, closed.subarray(0, 640), { moreFragments: true, identification: 5 });
  world.send({ from, to }, PROTOCOL.udp, closed.subarray(640), { fragmentOffset: 80, identification: 5 });
  world.send({ from, to }, PROTOCOL.udp, closed.subarray(640), { fragmentOffset: 80, identification: 6 });
  const four = { from: stranger, to: routerOutside };
  const parts = udp(four, 45_000, 5000, "x".repeat(1200));
  world.send(four, PROTOCOL.udp, parts.subarray(0, 640), { moreFragments: true, identification: 7 });
  world.send(four, PROTOCOL.udp, parts.subarray(640), { fragmentOffset: 80, identification: 7 });
  world.send(four, PROTOCOL.tcp, syn(stranger, routerOutside, 8080).subarray(8), {
    fragmentOffset: 1,
    identification: 8,
  });
  await untilTaken(world, stranger, routerOutside);
  world.send({ from, to }, PROTOCOL.tcp, syn(from, to, 8443, 45_001));
  await house.sees("what is opened", (one) => one.sourcePort === 45_001);
  expect(house.seen((one) => one.protocol !== PROTOCOL.icmpv6 && one.sourcePort !== 45_001)).toEqual([]);
  expect(world.seen((one) => one.from === routerOutside && !isEcho(one))).toEqual([]);
});

test("a forward works from outside, and inside by the router's outside address", async () => {
  const outer = { from: stranger, to: routerOutside };
  world.send(outer, PROTOCOL.tcp, syn(stranger, routerOutside, 8080, 46_000));
  expect(await house.sees("the stranger", (one) => one.sourcePort === 46_000)).toMatchObject({
    from: stranger,
    to: camera,
    port: 80,
  });

  const inner = { from: laptop, to: routerOutside };
  house.send(inner, PROTOCOL.tcp, syn(laptop, routerOutside, 8080, 46_001));
  const asked = await house.sees("the laptop", (one) => one.to === camera && one.sourcePort !== 46_000);
  expect(asked).toMatchObject({ from: "192.168.8.1", port: 80 });
  const back = { from: camera, to: "192.168.8.1" };
  const segment = { sourcePort: 80, port: asked.sourcePort, flags: FLAG.syn | FLAG.ack, acknowledged: 2 };
  house.send(back, PROTOCOL.tcp, tcp(back, segment));
  expect(await house.sees("the answer", fromPort(8080))).toMatchObject({
    from: routerOutside,
    to: laptop,
    port: 46_001,
  });
});

test("the router's inside address is no way to a forward", async () => {
  const between = { from: laptop, to: "192.168.8.1" };
  house.send(between, PROTOCOL.tcp, syn(laptop, "192.168.8.1", 8080, 46_002));
  const answer = await house.sees("the refusal", (one) => one.port === 46_002);
  expect(answer.flags & FLAG.rst).toBe(FLAG.rst);
});

test("guests reach the world, and neither the house nor the router's SSH", async () => {
  guests.send({ from: guest, to: camera }, PROTOCOL.tcp, syn(guest, camera, 80, 47_000));
  guests.send({ from: guest6, to: camera6 }, PROTOCOL.tcp, syn(guest6, camera6, 80, 47_000));
  guests.send({ from: guest6, to: camera6 }, PROTOCOL.icmpv6, echoRequest({ from: guest6, to: camera6 }, 1));
  guests.send({ from: guest, to: "192.168.7.1" }, PROTOCOL.tcp, syn(guest, "192.168.7.1", 22, 47_001));
  guests.send({ from: guest, to: "192.168.8.1" }, PROTOCOL.tcp, syn(guest, "192.168.8.1", 22, 47_002));
  guests.send({ from: guest, to: stranger }, PROTOCOL.tcp, syn(guest, stranger, 443, 47_003));
  expect((await world.sees("the guest", (one) => one.port === 443)).from).toBe(routerOutside);
  for (const port of [47_001, 47_002])
    expect((await guests.sees("SSH's refusal", (one) => one.port === port)).flags & FLAG.rst).toBe(FLAG.rst);
  expect(house.seen((one) => one.from === guest || one.from === guest6)).toEqual([]);
});

test("more ICMP than a twentieth of the link is dropped, and the rest answered", async () => {
  const between = { from: stranger, to: routerOutside };
  for (let sequence = 0; sequence < 100; sequence++)
    world.send(between, PROTOCOL.icmp, echoRequest(between, sequence, 1000));
  world.send(between, PROTOCOL.tcp, syn(stranger, routerOutside, 8080, 48_000));
  await house.sees("what came behind them", (one) => one.sourcePort === 48_000);
  const answers = world.seen(isEcho).length;
  // 1 Mbit/s / 20 / 8 = 6250 bytes a second, and 8000 at once.
  expect(answers).toBeGreaterThan(3);
  expect(answers).toBeLessThan(30);
});

test("what is refused is in the log, with the names of zones", async () => {
  guests.send({ from: guest, to: camera }, PROTOCOL.tcp, syn(guest, camera, 80, 47_010));
  await guests.sees("the refusal", (one) => one.port === 47_010);
  await router.until("dmesg | grep 'guest to lan: .*SRC=192.168.7.20'");
});

test("lim firewall tells the interfaces of zones, and what was refused", async () => {
  const counted = async (why: string): Promise<number> => {
    const line = (await router.run("lim firewall")).split("\n").find((one) => one.endsWith(why));
    return Number(line?.trim().split(/\s+/)[0]);
  };
  const why = "wan to router: nothing allows it";
  const before = await counted(why);
  await knock(everyPort(stranger, routerOutside).slice(0, 100));
  expect((await counted(why)) - before).toBe(100);
  expect(await router.run("lim firewall")).toMatch(/^zone wan: eth0\nzone lan: eth1\nzone guest: eth1\.7\n/);
  await router.fails("lim firewall nonsense");
});

test("zones follow interfaces as they come and go", async () => {
  await router.run("lim down uplink");
  await router.until("lim firewall | grep 'zone wan: nothing'");
  await router.run("lim up uplink");
  await router.until("lim firewall | grep 'zone wan: eth0'");
  await knock([() => {}]);
});
