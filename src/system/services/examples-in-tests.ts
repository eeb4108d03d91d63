/** Services that tests are made of: two that bring an address, one that uses it. */

import { option } from "../../config/index.ts";
import { sh } from "../../recipe/fragment.ts";
import { ethernet } from "../hardware.ts";
import { t } from "../option-types.ts";
import { defineService } from "./define-service.ts";
import { longrun, oneshot } from "./definition.ts";
import { networkOutputs } from "./vocabulary.ts";

const on = option({ type: t.interface, description: "Where." });

export const wanPort = ethernet("eth0");

export const dhcp = defineService({
  name: "dhcp",
  params: { interface: on },
  outputs: networkOutputs,
  build: ({ interface: ifname }) => longrun({ run: sh`exec udhcpc -f -i ${ifname}` }),
});

export const pppoe = defineService({
  name: "pppoe",
  params: { interface: on, username: option({ type: t.string, description: "Who." }) },
  outputs: networkOutputs,
  build: ({ interface: ifname, username }, { write }) =>
    oneshot({
      up: sh`
        pppd ${ifname} user ${username}
        ${write("nameservers", ["192.0.2.1", "192.0.2.2"])}
        ${write("mtu", 1492)}
      `,
      down: sh`killall pppd`,
    }),
});

export const route = defineService({
  name: "route",
  params: { via: option({ type: t.atRuntime(t.ipv4), description: "The next router." }) },
  build: ({ via }) => oneshot({ up: sh`ip route add default via ${via}`, down: sh`ip route del default` }),
});
