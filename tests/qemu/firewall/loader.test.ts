import { defineModule } from "liminix";
import { boot, type Machine, type Network, network } from "liminix/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import firewalled from "./configuration.ts";
import { tools } from "./tools.ts";
import { FLAG, PROTOCOL, tcp } from "./wire/packet.ts";
import { Station } from "./wire/station.ts";

const stack = new AsyncDisposableStack();
let router: Machine;
let world: Station;
let house: Station;

const stranger = "185.1.2.3";
const laptop = "192.168.8.20";

const shortWay = defineModule({ meta: import.meta, config: { firewall: { flowOffload: true } } });
const offloading = { ...firewalled, imports: [tools, shortWay] };

beforeAll(async () => {
  const access: Network = stack.use(await network("access"));
  const lan: Network = stack.use(await network("lan"));
  router = stack.use(await boot(offloading, { access, lan, within: "10 min" }));
  for (const service of ["forwarding", "uplink"]) await router.until(`lim status ${service} | grep ready`);
  world = stack.use(await Station.plug(access, "100.64.9.2", { addresses: ["100.64.9.1", stranger] }));
  house = stack.use(await Station.plug(lan, "192.168.8.1", { addresses: [laptop] }));
}, 900_000);

afterAll(() => stack.disposeAsync(), 60_000);

test("the loader has one capability, and is nobody in particular", async () => {
  const status = await router.run("cat /proc/$(pidof firewall || pgrep -f bin/firewall | head -1)/status");
  expect(status).toMatch(/^Uid:\t50\t50/m);
  expect(status).toMatch(/^CapEff:\t0000000000001000$/m);
  expect(status).toMatch(/^CapBnd:\t0000000000001000$/m);
});

test("a refused ruleset is told by its rule, and leaves what was there", async () => {
  const before = await router.run("lim firewall");
  const { status, stderr } = await router.fails("/root/firewall /root/broken");
  expect(status).toBe(1);
  expect(stderr).toContain("the kernel refuses rule 2 of chain 'input' (the odd one)");
  const chains = (text: string) => text.replaceAll(/^ *\d+ +\d+/gm, "");
  expect(chains(await router.run("lim firewall"))).toBe(chains(before));
});

test("a zone has its interface within 50 ms of the service's word, and loses it as soon", async () => {
  const said = await router.run("/root/latency /run/services/outputs/uplink/ifname", { within: "1 min" });
  const times = said
    .split(" ")
    .map(Number)
    .toSorted((a, b) => a - b);
  expect(times).toHaveLength(20);
  // The least of them: the machine that this one is emulated on has other things to do as well.
  expect(times[0], said).toBeLessThanOrEqual(50);
});

test("connections that stand take the short way, and go on when their interface goes and comes back", async () => {
  await router.until("lim status uplink | grep ready");
  const there = { from: laptop, to: stranger };
  const say = (port: number, segment: Partial<Parameters<typeof tcp>[1]>) =>
    house.send(
      there,
      PROTOCOL.tcp,
      tcp(there, { sourcePort: 40_000, port, flags: FLAG.ack, sequence: 2, acknowledged: 2, ...segment }),
    );
  const connect = async (port: number) => {
    say(port, { flags: FLAG.syn, sequence: 1, acknowledged: 0, mss: 1460 });
    const asked = await world.sees("the laptop", (one) => one.port === port);
    const back = { from: stranger, to: asked.from };
    const answer = { sourcePort: port, port: asked.sourcePort, acknowledged: 2 };
    world.send(back, PROTOCOL.tcp, tcp(back, { ...answer, flags: FLAG.syn | FLAG.ack }));
    await house.sees("the answer", (one) => one.sourcePort === port);
    say(port, {});
    say(port, { text: "hello" });
    await world.sees("what it says", (one) => one.port === port && one.data.includes("hello"));
    say(port, { sequence: 7, text: "again" });
    await world.sees("what it says then", (one) => one.port === port && one.data.includes("again"));
    return () =>
      world.send(back, PROTOCOL.tcp, tcp(back, { ...answer, flags: FLAG.ack, sequence: 2, text: "yes" }));
  };
  const answer = await connect(443);
  expect(Number(await router.run("/root/offloaded"))).toBe(1);
  answer();
  await house.sees("the stranger's word", (one) => one.data.includes("yes"));

  // A device that is gone is gone from the flowtable; the one that comes has to be put in again.
  await router.run("lim down uplink && lim up uplink");
  await router.until("lim status uplink | grep ready");
  await connect(444);
  expect(Number(await router.run("/root/offloaded"))).toBeGreaterThanOrEqual(1);
});

test("a ruleset of a thousand exceptions is loaded, and is all there", async () => {
  await router.run("/root/load-ruleset /root/thousand");
  expect(Number(await router.run("lim firewall | grep -c exception"))).toBe(1000);
  await router.run("lim restart firewall");
  await router.until("lim status forwarding | grep '^forwarding *ready'");
});

test("without the firewall nothing is passed on", async () => {
  const files = "/proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding";
  expect(await router.run(`cat ${files}`)).toBe("1\n1");
  await router.run("lim down firewall");
  await router.until(`cat ${files} | tr -d '\\n' | grep -x 00`);
  await router.run("lim up firewall && lim up forwarding");
  await router.until(`cat ${files} | tr -d '\\n' | grep -x 11`);
});
