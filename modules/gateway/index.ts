/** A home router: one way into the internet, one network for the house. Every part of it is a service that another may replace. */
import { address } from "../../services/address/service.ts";
import { apart } from "../../services/apart/service.ts";
import { dnsmasq } from "../../services/dnsmasq/service.ts";
import { forwarding } from "../../services/forwarding/service.ts";
import { prefix } from "../../services/prefix/service.ts";
import { route } from "../../services/route/service.ts";
import {
  byDefault,
  type Config,
  computed,
  defineModule,
  error,
  named,
  type Service,
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
const hasIpv6 = ({ gateway }: Config): boolean => gateway.wan6 !== undefined;

/** A service of every gateway, and one of those that have IPv6. What somebody else says under its name counts more. */
const part = (make: (wan: Wan, config: Config) => Service) =>
  byDefault(
    computed((config) => (config.gateway.wan === undefined ? undefined : make(config.gateway.wan, config))),
  );
const part6 = (make: (wan6: Wan6, config: Config) => Service) =>
  when(
    hasIpv6,
    part((_, config) => make(config.gateway.wan6 as Wan6, config)),
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
        address({ interface: lan.link, address: lan.address.text }),
      ),
      "lan-prefix": part6((wan6, { gateway: { lan } }) =>
        prefix({ of: wan6.output.prefix, interface: lan.link }),
      ),
      apart: part((wan, { gateway: { lan } }) => apart({ uplink: wan, network: lan.address.text })),
      "default-route": part((wan) =>
        route({ interface: wan.output.ifname, via: wan.output.gateway }, { dependencies: [named("apart")] }),
      ),
      forwarding: part(() => forwarding({}, { dependencies: [named("firewall")] })),
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
            hosts: { [hostname]: [lan.address.address] },
            upstreams: [wan.output.nameservers, ...(wan6 === undefined ? [] : [wan6.output.nameservers])],
          },
          { dependencies: [named("lan-address")] },
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
    if (gateway.wan === undefined && gateway.lan.interfaces.length > 0) {
      yield error({
        message: "The gateway has a network for the house, and no way into the internet",
        options: ["gateway.lan.interfaces"],
        try: "gateway: { wan: dhcpClient({ interface: device.interfaces.wan }) }",
      });
    }
  },
});
