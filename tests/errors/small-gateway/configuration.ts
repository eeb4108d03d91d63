import { type Device, defineConfiguration } from "liminix";
import { dhcpClient } from "liminix/services/dhcp-client";

export default ({ interfaces: { wan } }: Device<"wan" | "lan">) =>
  defineConfiguration({
    gateway: {
      wan: dhcpClient({ interface: wan }),
      lan: { address: "192.168.8.1/31" },
    },
  });
