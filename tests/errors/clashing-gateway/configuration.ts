import { type Device, defineConfiguration } from "liminix";
import { address } from "liminix/services/address";
import { dhcpClient } from "liminix/services/dhcp-client";
import { vlan } from "liminix/services/vlan";

export default ({ interfaces: { wan, lan } }: Device<"wan" | "lan">) =>
  defineConfiguration({
    gateway: {
      wan: dhcpClient({ interface: wan }),
      lan: {
        interfaces: [lan, wan],
        address: "192.168.8.1/24",
      },
    },
    services: {
      cameras: address({ interface: vlan({ interface: lan, id: 7 }), address: "192.168.8.129/25" }),
    },
  });
