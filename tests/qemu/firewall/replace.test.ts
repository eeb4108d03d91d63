/** Rulesets are replaced while the house talks to the world, and neither notices. */
import { computed, defineModule, symlink, text } from "liminix";
import type { Machine } from "liminix/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rulesetFile } from "../../../modules/firewall/ruleset-file.ts";
import { compilePolicy } from "../../../src/firewall/policy/compile.ts";
import firewalled from "./configuration.ts";
import { type Neighbourhood, neighbourhood, routerForGuests, world } from "./neighbourhood.ts";
import { broken } from "./tools.ts";

const stack = new AsyncDisposableStack();
let all: Neighbourhood;

/** Rulesets that another configuration would have: one that lets guests in by SSH, and one that the kernel refuses. */
const others = defineModule({
  meta: import.meta,
  config: {
    filesystem: computed(({ firewall }) => {
      const ssh = { zones: ["lan", "guest"], tcp: [22], udp: [], reason: "for guests, too" };
      const changed = compilePolicy({ ...firewall, services: { ssh } });
      return {
        root: {
          changed: symlink(text`${rulesetFile(changed)}`),
          broken: symlink(text`${rulesetFile(broken)}`),
        },
      };
    }),
  },
});

beforeAll(async () => {
  all = stack.use(await neighbourhood({ ...firewalled, imports: [others] }));
}, 900_000);

afterAll(() => stack.disposeAsync(), 60_000);

interface Counts {
  readonly sent: number;
  readonly back: number;
}

/** What a machine talks to the world while something is done: by a TCP connection and by datagrams that nobody sends again. */
async function talkWhile(
  from: Machine,
  to: string,
  work: () => Promise<void>,
): Promise<{ readonly stream: Counts; readonly datagrams: Counts }> {
  const said = `/tmp/said-${to.replaceAll(/[^0-9a-f]/g, "-")}`;
  await from.run(`/root/talk ${to} 7 >${said} 2>&1 & echo $! >${said}.pid`);
  await from.until(`grep stands ${said}`);
  await work();
  await from.run(`kill $(cat ${said}.pid)`);
  return JSON.parse(await from.until(`grep stream ${said}`));
}

const ready = "lim status firewall | grep '^firewall *ready'";
const forwards = "cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding";
/** Which process switched forwarding on. */
const whoForwards = "cat /run/services/oneshots/forwarding/born";

test("twenty replacements lose no packet of a house that talks to the world, over IPv4 or IPv6", async () => {
  const before = await all.router.run(whoForwards);
  const replace = async () => {
    for (let time = 0; time < 20; time++) {
      await all.router.run("lim restart firewall");
      await all.router.until(ready);
    }
  };
  const results = await talkWhile(all.house, world.ipv4, async () => {
    const six = await talkWhile(all.house, world.ipv6, replace);
    expect(six.datagrams.back).toBe(six.datagrams.sent);
    expect(six.stream.back).toBe(six.stream.sent);
  });
  expect(results.datagrams.sent).toBeGreaterThan(100);
  expect(results.datagrams.back).toBe(results.datagrams.sent);
  expect(results.stream.back).toBe(results.stream.sent);
  expect(await all.router.run(whoForwards)).toBe(before);
});

test("a loader that is killed takes nothing with it, and comes back", async () => {
  const { datagrams } = await talkWhile(all.house, world.ipv4, async () => {
    await all.router.run("kill -9 $(pgrep -f '[b]in/firewall')");
    await all.router.until("lim why firewall | grep failed");
    expect(await all.router.run(forwards)).toBe("1\n1");
    await all.router.until(ready);
  });
  expect(datagrams.back).toBe(datagrams.sent);
});

/** Gives limd a graph in which the firewall has another ruleset. */
async function exchange(ruleset: string): Promise<void> {
  const graph = JSON.parse(await all.router.run("cat /etc/services.json"));
  const run: string = graph.services.firewall.run;
  await all.router.run(`
    sed "s|/nix/store/[0-9a-z]*-firewall-ruleset|$(readlink -f ${ruleset})|" ${run} >/tmp/run
    sed "s|${run}|/tmp/run|" /etc/services.json >/tmp/services.json
    mount -o bind /tmp/services.json "$(readlink -f /etc/services.json)"
    kill -9 $(pidof limd)
  `);
  await all.router.until("grep /tmp/run /run/service/firewall/run && lim restart firewall");
}

async function exchangeBack(): Promise<void> {
  await all.router.run('umount "$(readlink -f /etc/services.json)" && kill -9 $(pidof limd)');
  await all.router.until("! grep /tmp/run /run/service/firewall/run && lim restart firewall");
  await all.router.until(ready);
}

const knockAtSsh = `timeout 10 nc ${routerForGuests.ipv4} 22 </dev/null`;

test("another graph's ruleset takes the place of the one that was in force, and flows that stand live on", async () => {
  await all.guest.fails(knockAtSsh);
  const { stream, datagrams } = await talkWhile(all.house, world.ipv4, async () => {
    await exchange("/root/changed");
    await all.router.until(ready);
    await all.guest.run(knockAtSsh);
    await exchangeBack();
    await all.guest.fails(knockAtSsh);
  });
  expect(datagrams.back).toBe(datagrams.sent);
  expect(stream.back).toBe(stream.sent);
});

test("one that the kernel refuses leaves the old one in force, and its rule is named", async () => {
  const { datagrams } = await talkWhile(all.house, world.ipv4, async () => {
    await exchange("/root/broken");
    await all.router.until("lim why firewall | grep 'failed'");
    expect(await all.router.run("lim log firewall")).toContain(
      "the kernel refuses rule 2 of chain 'input' (the odd one)",
    );
    expect(await all.router.run(forwards)).toBe("1\n1");
    await all.guest.fails(knockAtSsh);
    await exchangeBack();
  });
  expect(datagrams.back).toBe(datagrams.sent);
});

test("put down, it takes forwarding along", async () => {
  await all.router.run("lim down firewall");
  await all.router.until(`${forwards} | tr -d '\\n' | grep -x 00`);
  await all.router.run("lim up firewall && lim up forwarding");
  await all.router.until(`${forwards} | tr -d '\\n' | grep -x 11`);
});
