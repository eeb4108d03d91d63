/**
 * A router that is none: all its sockets are one network, which somebody else leads into the internet. It asks that network
 * for an address, so as to be reached.
 */
import { bridge } from "../../services/bridge/service.ts";
import { dhcpClient } from "../../services/dhcp-client/service.ts";
import { route } from "../../services/route/service.ts";
import {
  byDefault,
  type Config,
  computed,
  defineModule,
  error,
  ethernet,
  type OutputsOf,
  option,
  type Service,
  t,
  uplinkOutputs,
  when,
} from "../../src/index.ts";

const options = {
  interfaces: option({
    type: t.interfaces,
    default: [],
    description: "What becomes one network. With any, this router is an access point.",
  }),
  link: option({
    type: t.serviceWith({ ifname: t.interfaceName }),
    default: computed(
      ({ accessPoint: { interfaces } }): Service<{ readonly ifname: string }> =>
        bridge(
          {
            name: "lan",
            members: interfaces.map((one) => (typeof one === "string" ? ethernet(one) : one)),
          },
          { from: { members: "accessPoint.interfaces" } },
        ),
    ),
    defaultText: "a bridge of `accessPoint.interfaces`",
    description: "The interface that has that network.",
  }),
  address: option({
    type: t.serviceWith(uplinkOutputs),
    default: computed(
      ({ accessPoint, hostname }): Service<OutputsOf<typeof uplinkOutputs>> =>
        dhcpClient({ interface: accessPoint.link, hostname }),
    ),
    defaultText: "by DHCP",
    description: "How the router itself gets an address there: dhcpClient(…) or staticUplink(…).",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    accessPoint: typeof options;
  }
}

const isAccessPoint = ({ accessPoint }: Config): boolean => accessPoint.interfaces.length > 0;

const part = (make: (accessPoint: Config["accessPoint"]) => Service) =>
  byDefault(computed(({ accessPoint }) => make(accessPoint)));

export default defineModule({
  meta: import.meta,
  at: "accessPoint",
  options,
  config: when(isAccessPoint, {
    services: {
      lan: part(({ link }) => link),
      address: part(({ address }) => address),
      "default-route": part(({ address }) =>
        route({ interface: address.output.ifname, via: address.output.gateway }),
      ),
    },
    resolver: {
      nameservers: byDefault(computed(({ accessPoint }) => [accessPoint.address.output.nameservers])),
    },
  }),
  *checks(config) {
    if (isAccessPoint(config) && config.gateway.wan !== undefined) {
      yield error({
        message: "A router is an access point or a gateway, and this is to be both",
        options: ["accessPoint.interfaces", "gateway.wan"],
        try: "take one of them out",
      });
    }
  },
});
