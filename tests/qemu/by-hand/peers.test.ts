import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import qemu from "liminix/devices/qemu";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { peersDirectory } from "../../../src/qemu/peer-place.ts";
import { livingProcess, placeOf } from "../../../src/qemu/place.ts";
import { buildVmroot } from "../../../src/testing/build-vmroot.ts";
import { poll } from "../../../src/testing/poll.ts";
import isp from "../../peers/isp/configuration.ts";
import { world as place } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";
import { Apart } from "./apart.ts";
import { keys, liminix, Terminal } from "./terminal.ts";

let apart: Apart;
let home: string;

beforeAll(async () => {
  for (const configuration of [hello, isp(qemu), world(qemu)]) await buildVmroot(configuration);
});
beforeEach(async () => {
  apart = await Apart.create();
  home = apart.scratch.at(basename(peersDirectory()));
});
afterEach(() => apart[Symbol.asyncDispose]());

const withPeers = (peers: string): Terminal => apart.run(`examples/hello --with ${peers}`);

const pidOf = async (name: string): Promise<number> => {
  const pid = await livingProcess(placeOf(join(home, name)));
  if (pid === undefined) throw new Error(`${name} does not run`);
  return pid;
};
const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
const untilGone = (pids: readonly number[]) =>
  poll(20_000, async () => {
    const left = [...pids.filter((pid) => existsSync(`/proc/${pid}/exe`)), ...readdirSync(home)];
    return left.length === 0
      ? { done: true as const, value: "gone" }
      : { done: false as const, seen: [`${left}`] };
  });

test("peers run beside a router, on its networks, their consoles are had by name, and they end with it", async () => {
  await using router = withPeers("laptop=examples/hello,isp=examples/hello");
  await router.shows(/laptop runs beside it; its console: liminix connect laptop\n/);
  await router.shows(/isp runs beside it; its console: liminix connect isp\n/);
  await router.shows(/root@hello:.*# /);
  router.type(`ip address add 10.0.0.1/24 dev eth1; ip link set eth1 up${keys.enter}`);
  router.type(`ip address add 10.0.1.1/24 dev eth0; ip link set eth0 up${keys.enter}`);
  const pids = [await pidOf("laptop"), await pidOf("isp")];

  await using laptop = apart.connect("laptop");
  await laptop.shows(/root@hello:.*# /);
  laptop.type(`ip address add 10.0.0.2/24 dev eth1; ip link set eth1 up; ip link set eth0 up${keys.enter}`);
  laptop.type(`until ping -c 1 -W 1 10.0.0.1; do :; done; cat /sys/class/net/eth0/carrier${keys.enter}`);
  await laptop.shows(/ 0% packet loss[\s\S]*^0$/m);

  await using isp = apart.connect("isp");
  await isp.shows(/root@hello:.*# /);
  isp.type(`cat /sys/class/net/eth?/address${keys.enter}`);
  await isp.shows(/^ba:ad:1d:ea:11:02\nba:ad:1d:ea:11:01$/m);
  isp.type(`ip address add 10.0.1.2/24 dev eth0; ip link set eth0 up${keys.enter}`);
  isp.type(`until ping -c 1 -W 1 10.0.1.1; do :; done${keys.enter}`);
  await isp.shows(/ 0% packet loss/);

  router.type(`poweroff${keys.enter}`);
  await router.shows(/status 0\n/);
  await laptop.shows(/\[the virtual machine has ended\]/);
  expect(await untilGone(pids)).toMatchObject({ done: true });
});

test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "a run that ends by %s leaves no machine behind",
  async (signal) => {
    await using router = withPeers("laptop=examples/hello");
    await router.shows(/root@hello:.*# /);
    const laptop = await pidOf("laptop");
    const run = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${laptop}/status`, "utf8"))?.[1]);
    const machines = childrenOf(run).filter((pid) =>
      readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("qemu"),
    );
    expect(machines).toHaveLength(2);
    process.kill(run, signal);
    expect(await untilGone(machines)).toMatchObject({ done: true });
  },
);

test("the peers that liminix brings along are named by their names, and are on the same networks", async () => {
  await using router = withPeers("isp,world");
  await router.shows(/root@hello:.*# /);
  await using provider = apart.connect("isp");
  await provider.shows(/root@isp:.*# /);
  provider.type(`until ping -c 1 -W 1 ${place.ipv4}; do :; done${keys.enter}`);
  await provider.shows(/ 0% packet loss/);
});

test("a name that is taken, one that nobody has, and one that is none are refused", async () => {
  await using router = withPeers("laptop=examples/hello");
  await router.shows(/root@hello:.*# /);
  await using second = withPeers("laptop=examples/hello");
  await second.shows(/error: A peer 'laptop' runs already, as process \d+\n {2}try: /);
  await second.shows(/status 1\n/);
  await using other = apart.connect("labtop");
  await other.shows(/error: No peer is called 'labtop', and .*\n {2}try: did you mean 'laptop'\?/);
  expect(await other.ended).toBe(1);
  await using third = withPeers("labtop");
  await third.shows(/error: Peer 'labtop' is unknown, expected one of client, isp, world or the path /);
  expect(await livingProcess(placeOf(join(home, "laptop")))).toBeGreaterThan(0);
});

test("peers that would outlive the terminal are wrong usage", async () => {
  await using terminal = new Terminal(
    `${liminix} run examples/hello --with laptop=examples/hello --background ${apart.scratch.at("vm")}`,
  );
  await terminal.shows(/error: Options '--with' and '--background' exclude each other/);
  expect(await terminal.ended).toBe(100);
});
