/**
 * How long it takes to compile a graph of 500 services: a chain of uplinks, with routes and files that read what
 * those say. Prints JSON. Run as `node bench/services.ts`.
 */
import {
  carrier,
  configFile,
  defineService,
  ethernet,
  longrun,
  networkOutputs,
  oneshot,
  option,
  type Service,
  sh,
  t,
  text,
} from "../src/index.ts";
import { compileGraph } from "../src/system/services/index.ts";

const SERVICES = 500;

const uplink = defineService({
  name: "uplink",
  params: {
    interface: option({ type: t.interface, description: "Where." }),
    tries: option({ type: t.int({ min: 1 }), default: 3, description: "How often." }),
  },
  outputs: networkOutputs,
  build: ({ interface: ifname, tries }, { write }) =>
    longrun({ run: sh`${write("mtu", tries)}; exec udhcpc -f -t ${tries} -i ${ifname}` }),
});
const route = defineService({
  name: "route",
  params: { via: option({ type: t.atRuntime(t.ipv4), description: "The next router." }) },
  build: ({ via }) => oneshot({ up: sh`ip route add default via ${via}`, down: sh`ip route del default` }),
});

/** A third each: uplinks on the one before, routes, programs with a file. */
function manyServices(count: number): Readonly<Record<string, Service>> {
  const services: Record<string, Service> = {};
  const socket = ethernet("eth0");
  let last = uplink({ interface: socket }, { when: carrier(socket) });
  for (let index = 0; Object.keys(services).length < count; index++) {
    services[`uplink${index}`] = last;
    services[`route${index}`] = route({ via: last.output.gateway });
    const file = configFile({ path: "x.conf", content: text`address ${last.output.address}\n` });
    services[`program${index}`] = longrun({ run: sh`exec program ${file}`, dependencies: [last] });
    last = uplink({ interface: last });
  }
  return Object.fromEntries(Object.entries(services).slice(0, count));
}

const times = Array.from({ length: 10 }, () => {
  const start = performance.now();
  const services = manyServices(SERVICES);
  const made = performance.now();
  compileGraph(services);
  return { callMs: made - start, compileMs: performance.now() - made };
});

const [first] = times;
const best = (of: "callMs" | "compileMs"): number => Math.min(...times.map((time) => time[of]));
const round = (ms: number | undefined): number => Math.round((ms ?? 0) * 100) / 100;
const results = {
  services: SERVICES,
  first: { callMs: round(first?.callMs), compileMs: round(first?.compileMs) },
  again: { callMs: round(best("callMs")), compileMs: round(best("compileMs")) },
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
