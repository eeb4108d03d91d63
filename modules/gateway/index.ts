/** A home router: one way into the internet, one network for the house. Every part of it is a service that another may replace. */
import { address } from "../../services/address/service.ts";
import { apart } from "../../services/apart/service.ts";
import { dnsmasq } from "../../services/dnsmasq/service.ts";
import { forwarding } from "../../services/forwarding/service.ts";
import { prefix } from "../../services/prefix/service.ts";
import { route } from "../../services/route/service.ts";
import { soleDhcpServer } from "../../services/sole-dhcp-server/service.ts";
import {
  byDefault,
  type Config,
  computed,
  defineModule,
  error,
  named,
  type Service,
  warning,
  when,
} from "../../src/index.ts";
import { options } from "./options.ts";

declare module "../../src/config/options.ts" {
  interface Options {
    gateway: typeof options;
  }
}

type Gateway = Config["gateway"];
type Wan = NonNullable<Gateway["wan"]>;
type Wan6 = NonNullable<Gateway["wan6"]>;

const isGateway = ({ gateway }: Config): boolean => gateway.wan !== undefined;

/** A service of every gateway, and one of those that have IPv6. What somebody else says under its name counts more. */
const part = (make: (wan: Wan, config: Config) => Service | undefined) =>
  byDefault(
    computed((config) => (config.gateway.wan === undefined ? undefined : make(config.gateway.wan, config))),
  );
const part6 = (make: (wan6: Wan6, config: Config) => Service) =>
  when(
    ({ gateway }) => gateway.wan6 !== undefined,
    part((_, config) => (config.gateway.wan6 === undefined ? undefined : make(config.gateway.wan6, config))),
  );

export default defineModule({
  meta: import.meta,
  at: "gateway",
  options,
  config: when(isGateway, {
    services: {
      wan: part((wan) => wan),
      wan6: part6((wan6) => wan6),
      lan: part((_, { gateway: { lan } }) => lan.link),
      "lan-address": part((_, { gateway: { lan } }) =>
        address(
          { interface: lan.link, address: lan.address.text },
          { from: { address: "gateway.lan.address" } },
        ),
      ),
      "lan-prefix": part6((wan6, { gateway: { lan } }) =>
        prefix({ of: wan6.output.prefix, interface: lan.link }),
      ),
      apart: part((wan, { gateway: { lan } }) =>
        apart({ uplink: wan, network: lan.address.text }, { from: { network: "gateway.lan.address" } }),
      ),
      "sole-dhcp-server": part((_, { gateway: { lan } }) => soleDhcpServer({ interface: lan.link })),
      "default-route": part((wan) =>
        route({ interface: wan.output.ifname, via: wan.output.gateway }, { dependencies: [named("apart")] }),
      ),
      // Without the firewall on purpose, it has nothing to wait for.
      forwarding: part((_, { firewall }) =>
        forwarding({}, { dependencies: firewall.enable ? [named("firewall")] : [] }),
      ),
      names: part((wan, { hostname, gateway: { lan, wan6 } }) =>
        dnsmasq(
          {
            interface: lan.link,
            address: lan.address.text,
            domain: lan.domain,
            ...(lan.dhcp.range === undefined ? {} : { range: lan.dhcp.range }),
            lease: `${lan.dhcp.lease.seconds}s`,
            leases: lan.leases,
            privateDomains: lan.privateDomains,
            name: hostname,
            upstreams: [wan.output.nameservers, ...(wan6 === undefined ? [] : [wan6.output.nameservers])],
          },
          {
            dependencies: [named("lan-address")],
            from: {
              address: "gateway.lan.address",
              range: "gateway.lan.dhcp.range",
              leases: "gateway.lan.leases",
            },
          },
        ),
      ),
    },
    resolver: {
      nameservers: byDefault(computed(({ gateway: { lan } }) => [lan.address.address])),
      search: byDefault(computed(({ gateway: { lan } }) => [lan.domain])),
    },
    firewall: {
      enable: byDefault(true),
      zones: {
        lan: {
          interfaces: computed(({ gateway }) => [gateway.lan.link]),
          networks: computed(({ gateway: { lan } }) => [
            `${lan.address.network}/${lan.address.prefixLength}`,
          ]),
        },
        wan: {
          interfaces: computed(({ gateway: { wan } }) => (wan === undefined ? [] : [wan.output.ifname])),
          masquerade: byDefault(true),
        },
      },
      allow: [{ from: "lan", to: "wan", reason: "the house uses the internet" }],
      services: {
        names: { zones: ["lan"], tcp: [53], udp: [53], reason: "names" },
        dhcp: { zones: ["lan"], udp: [67, 547], reason: "addresses" },
        ssh: when(({ ssh }) => ssh.enable, {
          zones: ["lan"],
          tcp: computed(({ ssh }) => [ssh.port]),
          reason: "administration",
        }),
        ntp: when(({ ntp }) => ntp.allow.length > 0, {
          zones: ["lan"],
          udp: [123],
          reason: "the time of day",
        }),
      },
    },
  }),
  *checks({ gateway }) {
    const { address, link } = gateway.lan;
    if (address.family === 4 && address.prefixLength > 30)
      yield error({
        message: `The house's network ${address.text} has no addresses for the machines of the house`,
        options: ["gateway.lan.address"],
        try: `address: "${address.address}/24"`,
      });
    if (gateway.wan !== undefined && link.name === "bridge" && link.companions.length === 0)
      yield warning({
        message: "The house is plugged into nothing: its network is a bridge without members",
        options: ["gateway.lan.interfaces", "gateway.wan"],
        try: "interfaces: [device.interfaces.lan]",
      });
    if (gateway.wan === undefined && gateway.lan.interfaces.length > 0) {
      yield error({
        message: "The gateway has a network for the house, and no way into the internet",
        options: ["gateway.lan.interfaces"],
        try: "gateway: { wan: dhcpClient({ interface: device.interfaces.wan }) }",
      });
    }
  },
});
