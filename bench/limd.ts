/**
 * What limd costs: from the kernel's start until the ten services of the hello example are up, in emulated MIPS, and
 * what limd occupies and does when nothing happens. Prints JSON. Run as `node bench/limd.ts`.
 */
import { boot, type Machine } from "liminix/testing";
import hello from "../examples/hello/configuration.ts";

const BOOTS = 5;
const IDLE_SECONDS = 10;

const boots: number[] = [];
for (let count = 1; count < BOOTS; count++) {
  await using machine = await boot(hello, { name: `boot-${count}` });
  boots.push(await upMs(machine));
}
await using router = await boot(hello, { name: "idle" });
boots.push(await upMs(router));
// Its website and its watch talk to each other for ever: without them nothing is left to do.
await router.run("lim down website; lim down watch; sleep 2");
const [before = 0, after = 0] = (
  await router.run(
    `${field("voluntary_ctxt_switches")}; sleep ${IDLE_SECONDS}; ${field("voluntary_ctxt_switches")}`,
  )
)
  .split("\n")
  .map(Number);
const results = {
  services: Number(await router.run("lim status | wc -l")),
  kernelToAllUpMs: boots.toSorted((a, b) => a - b),
  limdResidentKb: Number(await router.run(field("VmRSS"))),
  limdOwnKb: Number(await router.run(field("RssAnon"))),
  limdWakeUps: { count: after - before, seconds: IDLE_SECONDS },
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);

/** As limd says it in its log. */
async function upMs(machine: Machine): Promise<number> {
  const line = await machine.until("lim log limd | grep 'all that can be up is up'");
  return Number(/(\d+) ms/.exec(line)?.[1]);
}

/** Shell that prints a number of limd's /proc/PID/status. */
function field(name: string): string {
  return `grep ^${name}: /proc/$(pidof limd)/status | tr -dc '0-9\\n'`;
}
