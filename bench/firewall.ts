/**
 * What the firewall costs: bytes on the router against those of nft and its libraries, the time to load rulesets in
 * emulated MIPS, and how fast packets go through with it, without it, and with flow offload. Prints JSON. Run as
 * `node bench/firewall.ts`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { boot, network } from "liminix/testing";
import firewalled from "../tests/qemu/firewall/configuration.ts";
import { tools } from "../tests/qemu/firewall/tools.ts";
import { PROTOCOL, udp } from "../tests/qemu/firewall/wire/packet.ts";
import { Station } from "../tests/qemu/firewall/wire/station.ts";

const PACKETS = 3000;
/** So many are on their way at once: enough to keep the router busy, few enough to lose none. */
const WINDOW = 32;
const ROUNDS = 3;
const laptop = "192.168.8.20";
const stranger = "185.1.2.3";

await using access = await network("access");
await using lan = await network("lan");
await using router = await boot({ ...firewalled, imports: [tools] }, { access, lan, within: "10 min" });
for (const service of ["forwarding", "uplink", "firewall"])
  await router.until(`lim status ${service} | grep ready`);
using world = await Station.plug(access, "100.64.9.2", { addresses: ["100.64.9.1", stranger] });
using house = await Station.plug(lan, "192.168.8.1", { addresses: [laptop] });

const results = {
  bytes: {
    loader: sizes([await onHost("/root/firewall")]),
    ruleset: sizes([await onHost("/root/plain")]),
    thousandRules: sizes([await onHost("/root/thousand")]),
    nftAndItsLibraries: sizes(filesOfNft()),
  },
  loadMs: {
    plain: await loadMs("/root/plain"),
    thousandRules: await loadMs("/root/thousand"),
  },
  throughput: await throughput(),
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);

/** Store paths are the same on both. */
async function onHost(path: string): Promise<string> {
  return await router.run(`readlink -f ${path}`);
}

function sizes(files: readonly string[]): { readonly plain: number; readonly xz: number } {
  const contents = files.map((file) => readFileSync(file));
  const xz = contents.map((input) => execFileSync("xz", ["-9", "--stdout"], { input, maxBuffer: 2 ** 28 }));
  const sum = (all: readonly Buffer[]): number => all.reduce((total, { length }) => total + length, 0);
  return { plain: sum(contents), xz: sum(xz) };
}

/** Debian's nft with all that it links, but for the C library and what is for terminals. */
function filesOfNft(): readonly string[] {
  const nft = "/usr/sbin/nft";
  const libraries = execFileSync("ldd", [nft], { encoding: "utf8" });
  const wanted = /=> (\S*lib(?:nftables|mnl|nftnl|jansson|gmp)\.so\S*)/g;
  return [nft, ...[...libraries.matchAll(wanted)].map(([, path = ""]) => realpathSync(path))];
}

/** Of the whole program, from its start to its end; the least of some. */
async function loadMs(ruleset: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const said = await router.run(
      `start=$(cut -d' ' -f1 /proc/uptime); /root/load-ruleset ${ruleset} && echo $start $(cut -d' ' -f1 /proc/uptime)`,
    );
    const [start = 0, end = 0] = said.split(" ").map(Number);
    times.push(Math.round((end - start) * 1000));
  }
  return Math.min(...times);
}

/** Packets a second from the house to the world, in turns, so that whatever else the machine does strikes all alike. */
async function throughput() {
  const kinds = {
    none: "/root/load-ruleset /root/empty",
    ruleset: "/root/load-ruleset /root/plain",
    offload:
      "/root/firewall /root/offloading offload fast eth0 eth1 >/dev/null 2>&1 3>/tmp/ready & echo $! >/tmp/loader; until [ -s /tmp/ready ]; do sleep 0.1; done",
  } as const;
  const best: Record<string, number> = {};
  let offloaded = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, command] of Object.entries(kinds)) {
      await router.run(command);
      best[kind] = Math.max(best[kind] ?? 0, await packetsPerSecond(10_000 + round));
      if (kind === "offload") {
        offloaded = Number(await router.run("/root/offloaded"));
        await router.run("kill $(cat /tmp/loader); rm /tmp/ready");
      }
    }
  }
  const { none = 0, ruleset = 0, offload = 0 } = best;
  return {
    packetsPerSecond: { none, ruleset, offload },
    connectionsOffloaded: offloaded,
    ratios: { rulesetToNone: ruleset / none, offloadToRuleset: offload / ruleset },
  };
}

async function packetsPerSecond(sourcePort: number): Promise<number> {
  const between = { from: laptop, to: stranger };
  const packet = udp(between, sourcePort, 5000, "x".repeat(1300));
  const send = (): void => house.send(between, PROTOCOL.udp, packet);
  // A connection stands when it was answered.
  world.forget();
  send();
  const first = await world.sees("the first", (one) => one.port === 5000);
  const back = { from: stranger, to: first.from };
  world.send(back, PROTOCOL.udp, udp(back, 5000, first.sourcePort));
  await house.sees("the answer", (one) => one.sourcePort === 5000 && one.port === sourcePort);
  house.forget();
  world.forget();
  const start = performance.now();
  let sent = 0;
  let lost = 0;
  for (let arrived = 0; arrived < PACKETS; ) {
    for (; sent - lost < arrived + WINDOW; sent++) send();
    await world.untilAny(300);
    const now = world.seen((one) => one.port === 5000).length;
    if (performance.now() - start > 60_000)
      throw new Error(`${arrived} of ${PACKETS} packets arrived in a minute, ${sent} were sent`);
    // Nothing came for long: what was on its way is lost, and others are sent for it.
    if (now === arrived) lost = sent - arrived;
    arrived = now;
  }
  return Math.round((PACKETS / (performance.now() - start)) * 1000);
}
