/**
 * What the firewall costs: bytes on the router against those of nft and its libraries, the time to load rulesets in
 * emulated MIPS, and how many packets a second the router passes on with it, without it, and with flow offload. Prints JSON. Run as
 * `node bench/firewall.ts`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import firewalled from "../tests/qemu/firewall/configuration.ts";
import { neighbourhood, world } from "../tests/qemu/firewall/neighbourhood.ts";
import { tools } from "../tests/qemu/firewall/tools.ts";

const DATAGRAMS = 20_000;
const BYTES = 1300;
const ROUNDS = 3;
/** Where the router is called when a measurement is over. */
const CALL = 7777;
const limit = { within: "3 min" } as const;

await using all = await neighbourhood({ ...firewalled, imports: [tools] });
const { router, house } = all;

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

/** Of the whole program, from its start to its end, on a processor of its own; the least of some. */
async function loadMs(ruleset: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    times.push((await router.time(`/root/load-ruleset ${ruleset}`)).ms);
  return Math.min(...times);
}

/**
 * Packets a second that the router's processor can pass on, by how long it works for so many: its peers and this machine are not faster
 * than it is. In turns, so that whatever else this machine does strikes all alike; the best of each counts.
 */
async function throughput() {
  const kinds = {
    none: "/root/load-ruleset /root/empty",
    ruleset: "/root/load-ruleset /root/plain",
    offload:
      "/root/firewall /root/offloading offload fast eth0 eth1 >/dev/null 2>&1 3>/tmp/ready & echo $! >/tmp/loader; until [ -s /tmp/ready ]; do sleep 0.1; done",
  } as const;
  const best: Record<keyof typeof kinds, number> = { none: 0, ruleset: 0, offload: 0 };
  let offloaded = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ["none", "ruleset", "offload"] as const) {
      await router.run(kinds[kind]);
      best[kind] = Math.max(best[kind], await packetsPerSecond());
      if (kind !== "offload") continue;
      // A flow of datagrams is one for a while after its last.
      offloaded = Math.max(offloaded, Number(await router.run("/root/offloaded")));
      await router.run("kill $(cat /tmp/loader); rm /tmp/ready");
    }
  }
  return {
    packetsPerSecond: best,
    connectionsOffloaded: offloaded,
    ratios: {
      rulesetToNone: rounded(best.ruleset / best.none),
      offloadToRuleset: rounded(best.offload / best.ruleset),
      offloadToNone: rounded(best.offload / best.none),
    },
  };
}

/** Of a flow from the house to the world, which echoes it. Packets that somebody lost are none that the router has passed on. */
async function packetsPerSecond(): Promise<number> {
  const flood = `/root/flood ${world.ipv4} 7 ${DATAGRAMS} ${BYTES}`;
  await house.run(`/root/flood ${world.ipv4} 7 10 10`);
  const sent =
    "grep -E 'eth[01]:' /proc/net/dev | sed 's/.*://' | while read -r _ _ _ _ _ _ _ _ _ out _; do echo $out; done";
  // It waits, and does nothing else, until somebody calls.
  const clock = router.time(
    `${sent}; read -r _ idle </proc/uptime; nc -l -p ${CALL} </dev/null; read -r _ more </proc/uptime; ${sent}; echo $idle $more`,
    limit,
  );
  await router.until(`grep -qi ':${CALL.toString(16)} 0*:0000 0A ' /proc/net/tcp /proc/net/tcp6`);
  await house.run(flood, limit);
  await router.run(`nc 127.0.0.1 ${CALL} </dev/null`);
  const { ms, stdout } = await clock;
  const [out0 = 0, out1 = 0, later0 = 0, later1 = 0, idle = 0, more = 0] = stdout.split(/\s+/).map(Number);
  const workMs = ms - (more - idle) * 1000;
  return Math.round(((later0 - out0 + later1 - out1) * 1000) / workMs);
}

function rounded(number: number): number {
  return Math.round(100 * number) / 100;
}
