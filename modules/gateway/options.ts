/** What one says of a home router. */

import { bridge } from "../../services/bridge/service.ts";
import { ipv6Client } from "../../services/ipv6-client/service.ts";
import {
  computed,
  ethernet,
  type OutputsOf,
  option,
  type Service,
  t,
  uplink6Outputs,
  uplinkOutputs,
} from "../../src/index.ts";
import { type Range, usualRange } from "./usual-range.ts";

const lease = t.submodule({
  mac: option({ type: t.mac, description: "The machine's own address, which is printed on many." }),
  ip: option({ type: t.ipv4, description: "The address that it always gets.", example: "192.168.8.20" }),
});

const range = t.submodule({
  from: option({ type: t.ipv4, description: "The first address." }),
  to: option({ type: t.ipv4, description: "The last one." }),
});

const dhcp = {
  range: option({
    type: t.nullable(range),
    default: computed(({ gateway }): Range | null => usualRange(gateway.lan.address)),
    defaultText: "the network's addresses 100 to 249, or the upper half of a small network",
    description: "The addresses that are lent; null: none but those of leases.",
    example: { from: "192.168.8.10", to: "192.168.8.249" },
  }),
  lease: option({ type: t.duration, default: "12h", description: "For how long an address is lent." }),
};

const lan = {
  interfaces: option({
    type: t.interfaces,
    default: [],
    description: "What the house is plugged into.",
  }),
  link: option({
    type: t.serviceWith({ ifname: t.interfaceName }),
    default: computed(
      ({ gateway }): Service<{ readonly ifname: string }> =>
        bridge(
          {
            name: "lan",
            members: gateway.lan.interfaces.map((one) => (typeof one === "string" ? ethernet(one) : one)),
          },
          { from: { members: "gateway.lan.interfaces" } },
        ),
    ),
    defaultText: "a bridge of `gateway.lan.interfaces`",
    description: "The interface that the house's network is on.",
  }),
  address: option({
    type: t.cidr,
    default: "192.168.8.1/24",
    description: "The router's own address in the house, with the network's prefix length.",
  }),
  domain: option({
    type: t.domain,
    default: "lan",
    description: "What the names of the house's machines end in.",
  }),
  privateDomains: option({
    type: t.listOf(t.domain),
    default: [],
    description:
      "Domains of others whose names may mean machines in private networks, such as those of a VPN. Any other name that does is an attack on the house, and gets no answer.",
    example: ["office.example.org"],
  }),
  dhcp,
  leases: option({
    type: t.mapOf(lease),
    default: {},
    description: "Machines that always get the same address, by name.",
    example: { printer: { mac: "02:00:5e:00:53:01", ip: "192.168.8.20" } },
  }),
};

export const options = {
  wan: option({
    type: t.nullable(t.serviceWith(uplinkOutputs)),
    default: null,
    description:
      "The way into the internet: what pppoe(…), dhcpClient(…) or staticUplink(…) gives. With it, this router is a gateway.",
  }),
  wan6: option({
    type: t.nullable(t.serviceWith(uplink6Outputs)),
    default: computed(({ gateway }): Service<OutputsOf<typeof uplink6Outputs>> | null =>
      gateway.wan === undefined ? null : ipv6Client({ interface: gateway.wan.output.ifname }),
    ),
    defaultText: "router advertisements and prefix delegation over `gateway.wan`",
    description: "The way into the internet over IPv6; null for none.",
  }),
  lan,
};
