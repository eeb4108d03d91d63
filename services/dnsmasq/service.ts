/** What a house asks its router for: names, addresses of IPv4, and word of the networks of IPv6. */
import { dnsmasq as dnsmasqProgram } from "../../packages/dnsmasq/package.ts";
import {
  configFile,
  defineService,
  type Fragment,
  file,
  forEach,
  longrun,
  oneshot,
  option,
  sh,
  t,
  text,
} from "../../src/index.ts";
import { type Household, mistakes } from "./mistakes.ts";

const upstream = t.either(t.outputRef(t.listOf(t.ipv4)), t.outputRef(t.listOf(t.ipv6)));
const assemble = file(import.meta, "../resolver/assemble.sh", "executable");

/**
 * Names, DHCP and router advertisements for one network, by dnsmasq. Name servers of uplinks are asked as they come and go;
 * prefixes are announced as long as the router has an address in them, and withdrawn when it has not.
 */
export const dnsmasq = defineService({
  name: "dnsmasq",
  params: {
    interface: option({ type: t.interface, description: "Who is there is served, and nobody else." }),
    address: option({
      type: t.cidr,
      description: "The router's own address in the network, with the network's prefix length.",
      example: "192.168.8.1/24",
    }),
    domain: option({
      type: t.domain,
      default: "lan",
      description: "The names of the network end with it. Nobody else is asked for them.",
    }),
    name: option({
      type: t.nullable(t.hostname),
      default: null,
      description:
        "The router's own name in the domain. All its addresses in the network have it, of both families.",
      example: "router",
    }),
    range: option({
      type: t.nullable(
        t.submodule({
          from: option({ type: t.ipv4, description: "The first address." }),
          to: option({ type: t.ipv4, description: "The last one." }),
        }),
      ),
      default: null,
      description:
        "The addresses that are lent by DHCP to whoever asks; without it none but those of leases.",
      example: { from: "192.168.8.10", to: "192.168.8.250" },
    }),
    lease: option({ type: t.duration, default: "12h", description: "How long an address is lent." }),
    leases: option({
      type: t.mapOf(
        t.submodule({
          mac: option({ type: t.mac, description: "Who gets it." }),
          ip: option({ type: t.ipv4, description: "The address." }),
        }),
      ),
      default: {},
      description: "Machines that always have the same address, by name.",
      example: { printer: { mac: "02:00:5e:00:53:01", ip: "192.168.8.9" } },
    }),
    hosts: option({
      type: t.mapOf(t.listOf(t.either(t.ipv4, t.ipv6))),
      default: {},
      description: "Addresses of further names in the domain.",
      example: { attic: ["192.168.8.7"] },
    }),
    upstreams: option({
      type: t.listOf(upstream),
      default: [],
      description: "Outputs of uplinks that are lists of name servers. All other names are asked there.",
    }),
    privateDomains: option({
      type: t.listOf(t.domain),
      default: [],
      description:
        "Domains of others whose names may mean machines in private networks, such as those of a VPN. Any other name out there that does is an attack on the house, and gets no answer.",
      example: ["office.example.org"],
    }),
    ra: option({
      type: t.boolean,
      default: true,
      description: "Whether the network is told its prefixes of IPv6, and that this is its router.",
    }),
  },
  outputs: { upstreams: t.absolutePath },
  checks: mistakes,
  companions: ({ upstreams }, self) =>
    upstreams.map((servers, index) =>
      upstreamServers({ servers, directory: self.output.upstreams, part: `servers-${index}` }),
    ),
  passesOn: ["upstreams"],
  build: ({ interface: on, name, ra, ...household }, { write, outputDirectory, stateDirectory }) => {
    const servers = sh`${outputDirectory}/resolv`;
    const settings = configFile({
      path: "dnsmasq.conf",
      content: text`
        interface=${on}
        except-interface=lo
        bind-dynamic
        resolv-file=${outputDirectory}/resolv/resolv.conf
        dhcp-leasefile=${stateDirectory}/leases
        ${namesAndAddresses(household)}
        ${name === undefined ? "" : text`interface-name=${name}.${household.domain},${on}\ninterface-name=${name},${on}\n`}
        ${ra ? text`enable-ra\ndhcp-range=::,constructor:${on},ra-stateless,ra-names,64,${preferredSeconds}\n` : ""}
      `,
    });
    return longrun({
      description: `Names and addresses of ${household.domain}`,
      run: sh`
        mkdir ${servers}
        : >${servers}/resolv.conf
        ${write("upstreams", servers)}
        exec ${dnsmasqProgram}/bin/dnsmasq --keep-in-foreground --log-facility=- --pid-file= --conf-file=${settings}
      `,
      ...rights,
    });
  },
});

const rights = {
  user: "dnsmasq",
  group: "dnsmasq",
  capabilities: ["net_admin", "net_bind_service", "net_raw"],
  requires: {
    applets: ["cat", "flock", "mkdir", "mv", "printf", "rm"],
    users: { dnsmasq: { uid: 100, gid: 100 } },
    groups: { dnsmasq: { gid: 100 } },
  },
} as const;

/** RFC 9096, section 3.4: a house shall not hold on for hours to a prefix that went while the router was off. */
const preferredSeconds = 2700;

const seconds = ({ lease }: Household): number => Math.max(120, Math.round(lease.seconds));

function namesAndAddresses(household: Household): string {
  const { address, domain, range, leases, hosts, privateDomains } = household;
  const inDomain = (name: string): string => `${name},${name}.${domain}`;
  return [
    "no-hosts",
    // Names without a dot and reverse names of private networks are nobody else's business (RFC 6303).
    "domain-needed",
    "bogus-priv",
    "stop-dns-rebind",
    `rebind-domain-ok=/${[domain, ...privateDomains].join("/")}/`,
    `domain=${domain}`,
    `local=/${domain}/`,
    "expand-hosts",
    "cache-size=1000",
    "dhcp-authoritative",
    // A machine that calls itself so would be asked by browsers which proxy to use (CERT VU#598349).
    "dhcp-name-match=set:wpad,wpad",
    "dhcp-ignore-names=tag:wpad",
    ...(range === undefined && Object.keys(leases).length === 0
      ? []
      : [
          range === undefined
            ? `dhcp-range=${address.network},static,${address.netmask},${seconds(household)}`
            : `dhcp-range=${range.from},${range.to},${address.netmask},${seconds(household)}`,
        ]),
    ...Object.entries(leases).map(([name, { mac, ip }]) => `dhcp-host=${mac},${ip},${name}`),
    ...Object.entries(leases).map(([name, { ip }]) => `host-record=${inDomain(name)},${ip}`),
    ...Object.entries(hosts).flatMap(([name, addresses]) =>
      addresses.map((one) => `host-record=${inDomain(name)},${one}`),
    ),
  ].join("\n");
}

/** The name servers of one uplink, as long as it has any. */
const upstreamServers = defineService({
  name: "upstream-servers",
  params: {
    servers: option({ type: upstream, description: "The name servers of an uplink." }),
    directory: option({ type: t.outputRef(t.absolutePath), description: "Where dnsmasq looks for them." }),
    part: option({ type: t.string, description: "Their file there, next to those of others." }),
  },
  build: ({ servers, directory, part }) => {
    const list = configFile({
      path: "servers",
      content: forEach(servers, (one) => text`nameserver ${one}\n`),
    });
    const target: Fragment = sh`${directory}/${part}`;
    return oneshot({
      description: "Name servers of an uplink, for those behind the router",
      up: sh`
        cat ${list} >${target}
        ${assemble} ${directory}
      `,
      // With dnsmasq itself the folder goes, too.
      down: sh`
        rm -f ${target}
        [ ! -d ${directory} ] || ${assemble} ${directory}
      `,
      ...rights,
      capabilities: [],
    });
  },
});
