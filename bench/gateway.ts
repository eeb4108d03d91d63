/**
 * What a home router costs, all of it emulated: from its kernel's start until a machine of the house reaches the world
 * through PPPoE, the memory that it uses of 64 MB, its size, and how fast TCP is from the world to the house when the
 * kernel carries PPPoE and when a program does, as a ratio. Prints JSON. Run as `node bench/gateway.ts`.
 */
import {
  type Configuration,
  configFile,
  defineConfiguration,
  defineService,
  longrun,
  type OutputsOf,
  option,
  type Service,
  secret,
  sh,
  t,
  text,
  uplinkOutputs,
} from "liminix";
import qemu from "liminix/devices/qemu";
import { ppp } from "liminix/packages/ppp";
import { rpPppoe } from "liminix/packages/rp-pppoe";
import { pppoe } from "liminix/services/pppoe";
import { boot, type Machine, network } from "liminix/testing";
import example from "../examples/gateway/configuration.ts";
import { dialParams, sessionOptions, sessionScripts } from "../services/ppp/session.ts";
import { buildVmroot } from "../src/testing/build-vmroot.ts";
import client from "../tests/peers/client/configuration.ts";
import isp from "../tests/peers/isp/configuration.ts";
import { account, world as place, shared } from "../tests/peers/plan.ts";
import world from "../tests/peers/world/configuration.ts";
import { imageSizes } from "./image-sizes.ts";

const BOOTS = 3;
const DOWNLOADS = 3;
const { wan, lan } = qemu.interfaces;

/** PPPoE as it was before kernels could: each packet goes through pppd's terminal and a program. */
const pppoeByProgram = defineService({
  name: "pppoe-by-program",
  params: {
    interface: option({ type: t.interface, description: "Where the provider is." }),
    ...dialParams,
    mtu: option({ type: t.int({ min: 1280, max: 1492 }), default: 1492, description: "The longest packet." }),
  },
  outputs: uplinkOutputs,
  build: ({ interface: on, ...session }, { outputDirectory }) => {
    const options = configFile({
      path: "options",
      format: "json",
      content: text`${sessionOptions(session)}sync\npty "${rpPppoe}/bin/pppoe -s -I ${on}"\n`,
    });
    return longrun({
      run: sh`
        ip link set dev ${on} up
        exec ${ppp}/bin/pppd nodetach file ${options} ${sessionScripts(sh`${outputDirectory}`)}
      `,
      capabilities: "all",
      requires: { kernel: { PPP: "y", PPP_SYNC_TTY: "y", UNIX98_PTYS: "y" } },
    });
  },
});

const login = { interface: wan, username: account.user, password: secret("isp-password") };
const gatewayBy = (uplink: Service<OutputsOf<typeof uplinkOutputs>>) =>
  // One kernel for both, so that nothing but the way to the provider differs.
  defineConfiguration({
    ...shared,
    gateway: { wan: uplink, lan: { interfaces: [lan], address: "192.168.19.1/24" } },
  });
const theExample = example(qemu);

await using access = await network("access");
await using outside = await network("world");
await using home = await network("lan");
await using _provider = await boot(isp(qemu), { name: "isp", access, lan: outside });
await using _world = await boot(world(qemu), { name: "world", lan: outside });
await using laptop = await boot(client(qemu), { name: "laptop", lan: home });

const results = {
  kernelToWorldMs: await timesToWorld(),
  ...(await memory()),
  sizes: await imageSizes(await buildVmroot(theExample)),
  throughput: await throughputs(),
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);

function start(configuration: Configuration, memoryMb?: number): Promise<Machine> {
  return boot(configuration, {
    ...{ name: "gateway", access, lan: home, secrets: { "isp-password": account.password } },
    ...(memoryMb === undefined ? {} : { memoryMb }),
  });
}

/** By the router's own clock, which starts with its kernel. */
async function timesToWorld(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < BOOTS; count++) {
    await using router = await start(theExample);
    // A lease that is left from the router before will do: houses do not reboot with their routers.
    await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`, { within: "2 min" });
    times.push(1000 * Number((await router.run("cat /proc/uptime")).split(" ")[0]));
  }
  return times.toSorted((a, b) => a - b);
}

/** What is not free and cannot be made so, once all is up and has been for a while. */
async function memory(): Promise<{ readonly usedKbOf64Mb: number }> {
  await using router = await start(theExample, 64);
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`, { within: "2 min" });
  await router.until("lim status lan-prefix | grep '^lan-prefix *ready'");
  const kb = Object.fromEntries(
    [...(await router.run("sleep 5; cat /proc/meminfo")).matchAll(/^(\w+): +(\d+)/gm)].map(
      ([, name = "", value]) => [name, Number(value)],
    ),
  );
  return { usedKbOf64Mb: (kb.MemTotal ?? Number.NaN) - (kb.MemAvailable ?? Number.NaN) };
}

/** One after the other in one run; the best of each counts. */
async function throughputs(): Promise<object> {
  const [kernel, program]: [number[], number[]] = [[], []];
  for (const [configuration, speeds] of [
    [gatewayBy(pppoe(login)), kernel],
    [gatewayBy(pppoeByProgram(login)), program],
  ] as const) {
    await using _router = await start(configuration);
    await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`, { within: "2 min" });
    for (let count = 0; count < DOWNLOADS; count++) speeds.push(await download());
  }
  const [best, other] = [Math.max(...kernel), Math.max(...program)];
  return { kernelMbitS: best, programMbitS: other, ratio: Math.round((100 * best) / other) / 100 };
}

async function download(): Promise<number> {
  const said = await laptop.run(
    `read start _ </proc/uptime; wget -q -O - http://${place.ipv4}/large | wc -c; read end _ </proc/uptime; echo $start $end`,
    { within: "5 min" },
  );
  const [bytes = Number.NaN, start = Number.NaN, end = Number.NaN] = said.split(/\s+/).map(Number);
  return Math.round((bytes * 8) / (end - start) / 1e4) / 100;
}
