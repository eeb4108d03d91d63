/**
 * What a home router costs, all of it emulated: from its kernel's start until a machine of the house reaches the world
 * through PPPoE, the memory that it uses of 64 MB, its size, and how fast TCP is between the house and the world when the
 * kernel carries PPPoE and when a program does, as a ratio. Prints JSON. Run as `node bench/gateway.ts`.
 */
import {
  type Configuration,
  configFile,
  defineConfiguration,
  defineModule,
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
import theWorld from "../tests/peers/world/configuration.ts";
import { imageSizes } from "./image-sizes.ts";

const BOOTS = 3;
const TRANSFERS = 3;
/** What one of them carries up; the page that is carried down is as large. */
const MEGABYTES = 16;
const PORT = 5001;
const transferLimit = { within: "5 min" } as const;
const { wan, lan } = qemu.interfaces;

/** PPPoE as it was before kernels could: each packet goes through pppd's terminal and a program, byte by byte as it usually did. */
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
      content: text`${sessionOptions(session)}pty "${rpPppoe}/bin/pppoe -I ${on}"\n`,
    });
    return longrun({
      run: sh`
        ip link set dev ${on} up
        exec ${ppp}/bin/pppd nodetach file ${options} ${sessionScripts(sh`${outputDirectory}`)}
      `,
      capabilities: "all",
      requires: { kernel: { PPP: "y", PPP_ASYNC: "y", UNIX98_PTYS: "y" } },
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
/** One in which `nc` takes what is sent to it. */
const listeningWorld = {
  ...theWorld(qemu),
  imports: [defineModule({ meta: import.meta, config: { busybox: { options: { NC_SERVER: "y" } } } })],
};

await using access = await network("access");
await using outside = await network("world");
await using home = await network("lan");
await using _provider = await boot(isp(qemu), { name: "isp", access, lan: outside });
await using world = await boot(listeningWorld, { name: "world", lan: outside });
await using laptop = await boot(client(qemu), { name: "laptop", lan: home });

const results = {
  kernelToWorld: await timesToWorld(),
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

/** One start of the router, by its own clock since it was switched on. */
interface Start {
  /** Until it has reached the world itself: what the router is to answer for. */
  readonly routerMs: number;
  /** The same without what its host did besides. */
  readonly routerAloneMs: number;
  /** Until the laptop has. */
  readonly laptopMs: number;
  /**
   * Whether the laptop has a lease of the router before, as machines of a house have whose router is started anew. One that
   * has none asks four times in eight seconds and then pauses for ten, whenever the router may come.
   */
  readonly laptopHadLease: boolean;
}

/** In the order of the starts. */
async function timesToWorld(): Promise<readonly Start[]> {
  const starts: Start[] = [];
  const reached = `until ping -c 1 -W 1 ${place.ipv4} >/dev/null 2>&1; do sleep 0.1; done`;
  for (let count = 0; count < BOOTS; count++) {
    const laptopHadLease = (await laptop.run("lim status lease")).includes(" ready ");
    await using router = await start(theExample);
    const own = router.run(`${reached}; cat /proc/uptime`, { within: "3 min" });
    const ownAlone = own.then(() => router.ageMs());
    await laptop.run(reached, { within: "3 min" });
    const laptopMs = milliseconds(await router.run("cat /proc/uptime"));
    const [routerMs, routerAloneMs] = [milliseconds(await own), await ownAlone];
    starts.push({ routerMs, routerAloneMs, laptopMs, laptopHadLease });
  }
  return starts;
}

/** The first word of /proc/uptime. */
function milliseconds(uptime: string): number {
  return Math.round(1000 * Number(uptime.split(" ")[0]));
}

/** What is not free and cannot be made so, once all is up and has been for a while. */
async function memory(): Promise<{ readonly usedKbOf64Mb: number }> {
  await using router = await start(theExample, 64);
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`, { within: "3 min" });
  await router.until("lim status lan-prefix | grep '^lan-prefix *ready'", { within: "3 min" });
  const kb = Object.fromEntries(
    [...(await router.run("sleep 5; cat /proc/meminfo")).matchAll(/^(\w+): +(\d+)/gm)].map(
      ([, name = "", value]) => [name, Number(value)],
    ),
  );
  return { usedKbOf64Mb: (kb.MemTotal ?? Number.NaN) - (kb.MemAvailable ?? Number.NaN) };
}

/** Of one way to carry PPPoE, in Mbit/s by the laptop's clock. */
interface Throughput {
  readonly uploadMbitS: number;
  readonly downloadMbitS: number;
}

/** One after the other in one run; the best of each counts. */
async function throughputs(): Promise<object> {
  const kernel = await throughput(gatewayBy(pppoe(login)));
  const program = await throughput(gatewayBy(pppoeByProgram(login)));
  const ratio = {
    upload: rounded(kernel.uploadMbitS / program.uploadMbitS),
    download: rounded(kernel.downloadMbitS / program.downloadMbitS),
  };
  return { kernel, program, ratio };
}

async function throughput(configuration: Configuration): Promise<Throughput> {
  await using _router = await start(configuration);
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`, { within: "3 min" });
  const [up, down]: [number[], number[]] = [[], []];
  for (let count = 0; count < TRANSFERS; count++) {
    up.push(mbitS(await upload()));
    down.push(mbitS(await download()));
  }
  return { uploadMbitS: Math.max(...up), downloadMbitS: Math.max(...down) };
}

interface Transfer {
  readonly bytes: number;
  readonly seconds: number;
}

function mbitS({ bytes, seconds }: Transfer): number {
  return rounded((bytes * 8) / 1e6 / seconds);
}

async function download(): Promise<Transfer> {
  const said = await laptop.run(timed(`wget -q -O - http://${place.ipv4}/large | wc -c`), transferLimit);
  return transferred(said);
}

/** Whoever listens says how much came, and ends with it. */
async function upload(): Promise<Transfer> {
  const received = world.run(`nc -l -p ${PORT} | wc -c`, transferLimit);
  received.catch(() => {}); // what went wrong before it is the reason
  await world.until(`grep -qi ':${PORT.toString(16)} 0*:0000 0A ' /proc/net/tcp /proc/net/tcp6`);
  const sending = `dd if=/dev/zero bs=64k count=${MEGABYTES * 16} 2>/dev/null | nc ${place.ipv4} ${PORT}`;
  const took = await laptop.run(timed(sending), transferLimit);
  return transferred(`${await received} ${took}`);
}

function timed(command: string): string {
  return `read start _ </proc/uptime; ${command}; read end _ </proc/uptime; echo $start $end`;
}

function transferred(said: string): Transfer {
  const [bytes = Number.NaN, start = Number.NaN, end = Number.NaN] = said.split(/\s+/).map(Number);
  return { bytes, seconds: end - start };
}

function rounded(number: number): number {
  return Math.round(100 * number) / 100;
}
