/** A house that dials in: a network at home and one for guests, names, leases and prefixes in both. */
import { defineConfiguration, secret } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { dnsmasq } from "liminix/services/dnsmasq";
import { forwarding } from "liminix/services/forwarding";
import { ipv6Client } from "liminix/services/ipv6-client";
import { pppoe } from "liminix/services/pppoe";
import { prefix } from "liminix/services/prefix";
import { route } from "liminix/services/route";
import { vlan } from "liminix/services/vlan";
import { boot, type Machine, network } from "liminix/testing";
import client from "../../peers/client/configuration.ts";
import isp from "../../peers/isp/configuration.ts";
import { account, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

const { lan, wan } = qemu.interfaces;

const internet = pppoe({ interface: wan, username: account.user, password: secret("pppoe") });
const internet6 = ipv6Client({ interface: internet });
/** The world's addresses are those of documents (RFC 5737), which count as private. */
const privateDomains = ["world.test"];
const upstreams = [internet.output.nameservers, internet6.output.nameservers];

const home = address({ interface: lan, address: "192.168.19.1/24" });
const guests = vlan({ interface: lan, id: 20 });
const guestsAddress = address({ interface: guests, address: "192.168.20.1/24" });

export const house = defineConfiguration({
  ...shared,
  hostname: "house",
  firewall: {
    enable: true,
    documentationAddresses: true,
    zones: {
      wan: { interfaces: [internet], masquerade: true },
      lan: { interfaces: [lan, guests] },
    },
    allow: [{ from: "lan", to: "wan" }],
    services: {
      names: { zones: ["lan"], udp: [53, 67, 547], tcp: [53] },
      prefixes: { zones: ["wan"], udp: [546] },
    },
  },
  services: {
    internet,
    internet6,
    wayOut: route({ interface: internet, via: internet.output.gateway }),
    forwarding: forwarding({}),
    homePrefix: prefix({ of: internet6.output.prefix, interface: lan }, { dependencies: [home] }),
    guestsPrefix: prefix({ of: internet6.output.prefix, interface: guests, index: 1 }),
    names: dnsmasq(
      {
        interface: lan,
        address: "192.168.19.1/24",
        domain: "fake.liminix.org",
        range: { from: "192.168.19.10", to: "192.168.19.253" },
        upstreams,
        privateDomains,
      },
      { dependencies: [home] },
    ),
    guestsNames: dnsmasq(
      {
        interface: guests,
        address: "192.168.20.1/24",
        domain: "guests.liminix.org",
        range: { from: "192.168.20.10", to: "192.168.20.253" },
        upstreams,
        privateDomains,
      },
      { dependencies: [guestsAddress] },
    ),
  },
});

export interface Internet extends AsyncDisposable {
  readonly isp: Machine;
  readonly world: Machine;
  readonly router: Machine;
  readonly laptop: Machine;
}

/** The provider, the world behind it, the house's router, and a laptop in the house. */
export async function internetOf({
  password = account.password as string,
  configuration = house,
} = {}): Promise<Internet> {
  await using stack = new AsyncDisposableStack();
  const [access, home, outside] = [await network("access"), await network("lan"), await network("world")];
  for (const cable of [access, home, outside]) stack.use(cable);
  const provider = stack.use(await boot(isp(qemu), { name: "isp", access, lan: outside }));
  const other = stack.use(await boot(world(qemu), { name: "world", lan: outside }));
  const router = stack.use(
    await boot(configuration, { name: "house", access, lan: home, secrets: { pppoe: password } }),
  );
  const laptop = stack.use(await boot(client(qemu), { name: "laptop", lan: home }));
  const all = stack.move();
  return {
    ...{ isp: provider, world: other, router, laptop },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Shell that succeeds when the service is ready. */
export const isReady = (service: string): string => `lim status ${service} | grep '^${service} *ready'`;
