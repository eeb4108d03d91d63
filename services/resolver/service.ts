/** Whom the router itself asks for names: /run/resolver/resolv.conf, which /etc/resolv.conf points to. */
import {
  configFile,
  defineService,
  file,
  forEach,
  lines,
  oneshot,
  option,
  type Service,
  sh,
  t,
  text,
} from "../../src/index.ts";

const assemble = file(import.meta, "assemble.sh", "executable");
const directory = "/run/resolver";
const one = t.either(t.ipv4, t.ipv6);
const several = t.either(t.outputRef(t.listOf(t.ipv4)), t.outputRef(t.listOf(t.ipv6)));

/** Each name server that is known at the time, in this order. Those of an uplink come and go with it, and none waits for another. */
export const resolver = defineService({
  name: "resolver",
  params: {
    nameservers: option({
      type: t.listOf(t.either(one, several)),
      description: "Addresses, and outputs of uplinks that are lists of them.",
      example: ["192.0.2.53"],
    }),
    search: option({
      type: t.listOf(t.domain),
      default: [],
      description: "Domains that a name without a dot is looked for in.",
      example: ["lan"],
    }),
  },
  companions: ({ nameservers }, self) =>
    nameservers.flatMap((servers, index): readonly Service[] =>
      typeof servers === "string" ? [] : [source({ resolver: self, servers, part: part(index) })],
    ),
  passesOn: ["nameservers"],
  build: ({ nameservers, search }) =>
    oneshot({
      description: "Whom the router asks for names",
      up: sh`
        rm -rf ${directory}
        mkdir ${directory}
        ${lines(
          ...(search.length === 0 ? [] : [sh`echo search ${search} >${`${directory}/search`}`]),
          ...nameservers.flatMap((server, index) =>
            typeof server === "string"
              ? [sh`echo nameserver ${server} >${`${directory}/${part(index)}`}`]
              : [],
          ),
        )}
        ${assemble} ${directory}
      `,
      requires: { applets: ["cat", "flock", "mkdir", "mv", "rm"] },
    }),
});

/** Parts are put together in the order of their names. */
const part = (index: number): string => `servers-${String(index).padStart(3, "0")}`;

const source = defineService({
  name: "resolver-source",
  params: {
    resolver: option({ type: t.service, description: "What it is part of." }),
    servers: option({ type: several, description: "The name servers of an uplink." }),
    part: option({ type: t.string, description: "Its file, next to those of others." }),
  },
  build: ({ resolver, servers, part }) => {
    const list = configFile({
      path: "servers",
      content: forEach(servers, (one) => text`nameserver ${one}\n`),
    });
    const target = `${directory}/${part}`;
    return oneshot({
      description: "Name servers of an uplink",
      dependencies: [resolver],
      up: sh`
        cat ${list} >${target}
        ${assemble} ${directory}
      `,
      down: sh`
        rm -f ${target}
        ${assemble} ${directory}
      `,
    });
  },
});
