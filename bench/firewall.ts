/**
 * What the firewall costs: bytes on the router against those of nft and its libraries, the time to load rulesets in
 * emulated MIPS, and how fast a house sends to the world with it, without it, and with flow offload. Prints JSON. Run as
 * `node bench/firewall.ts`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import firewalled from "../tests/qemu/firewall/configuration.ts";
import { neighbourhood, world } from "../tests/qemu/firewall/neighbourhood.ts";
import { tools } from "../tests/qemu/firewall/tools.ts";

const MEGABYTES = 8;
const ROUNDS = 3;
const PORT = 5001;
const transferLimit = { within: "3 min" } as const;

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

/** In turns, so that whatever else the machine does strikes all alike; the best of each counts. */
async function throughput() {
  const kinds = {
    none: "/root/load-ruleset /root/empty",
    ruleset: "/root/load-ruleset /root/plain",
    offload:
      "/root/firewall /root/offloading offload fast eth0 eth1 >/dev/null 2>&1 3>/tmp/ready & echo $! >/tmp/loader; until [ -s /tmp/ready ]; do sleep 0.1; done",
  } as const;
  const best: Record<string, Speed> = {};
  let offloaded = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, command] of Object.entries(kinds)) {
      await router.run(command);
      const { mbitS = 0, aloneMbitS = 0 } = best[kind] ?? {};
      const now = await speed(kind === "offload" ? lookForOffloaded : async () => {});
      best[kind] = { mbitS: Math.max(mbitS, now.mbitS), aloneMbitS: Math.max(aloneMbitS, now.aloneMbitS) };
      if (kind === "offload") await router.run("kill $(cat /tmp/loader); rm /tmp/ready");
    }
  }
  return {
    ...best,
    connectionsOffloaded: offloaded,
    ratios: {
      rulesetToNone: ratio(best.ruleset, best.none),
      offloadToRuleset: ratio(best.offload, best.ruleset),
      offloadToNone: ratio(best.offload, best.none),
    },
  };

  async function lookForOffloaded(): Promise<void> {
    offloaded = Math.max(offloaded, Number(await router.until("/root/offloaded | grep -v '^0'")));
  }
}

interface Speed {
  /** By the house's clock, on whatever processors there were. */
  readonly mbitS: number;
  /** By the time that the router had a processor or nothing to do, which its host's other work does not change. */
  readonly aloneMbitS: number;
}

/** Of one TCP connection from the house to the world, with a look at the router while it lasts. */
async function speed(look: () => Promise<void>): Promise<Speed> {
  const received = all.world.run(`/root/sink :: ${PORT}`, transferLimit);
  await all.world.until(`grep -qi ':${PORT.toString(16)} 0*:0000 0A ' /proc/net/tcp /proc/net/tcp6`);
  const clock = router.time("until [ -e /tmp/done ]; do sleep 0.05; done; rm /tmp/done", transferLimit);
  const sending = `dd if=/dev/zero bs=64k count=${MEGABYTES * 16} 2>/dev/null | nc ${world.ipv4} ${PORT}`;
  const sent = house.run(
    `read start _ </proc/uptime; ${sending}; read end _ </proc/uptime; echo $start $end`,
    transferLimit,
  );
  await look();
  const [start = Number.NaN, end = Number.NaN] = (await sent).split(" ").map(Number);
  const bytes = Number(await received);
  await router.run("touch /tmp/done");
  if (bytes !== MEGABYTES * 2 ** 20) throw new Error(`${bytes} bytes arrived of ${MEGABYTES} MiB`);
  const mbit = (bytes * 8) / 1e6;
  return { mbitS: rounded(mbit / (end - start)), aloneMbitS: rounded((mbit * 1000) / (await clock).ms) };
}

function ratio(one: Speed | undefined, other: Speed | undefined) {
  return {
    mbitS: rounded((one?.mbitS ?? Number.NaN) / (other?.mbitS ?? Number.NaN)),
    aloneMbitS: rounded((one?.aloneMbitS ?? Number.NaN) / (other?.aloneMbitS ?? Number.NaN)),
  };
}

function rounded(number: number): number {
  return Math.round(100 * number) / 100;
}
