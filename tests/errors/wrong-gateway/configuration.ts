// The services of a gateway are made by its module; what is wrong with them is told where the user wrote it.
import { type Device, defineConfiguration } from "liminix";
import { dhcpClient } from "liminix/services/dhcp-client";

export default ({ interfaces: { wan } }: Device<"wan" | "lan">) =>
  defineConfiguration({
    gateway: {
      wan: dhcpClient({ interface: wan }),
      lan: {
        interfaces: [],
        address: "192.168.8.1/24",
        dhcp: { range: { from: "192.168.8.200", to: "192.168.9.4" } },
        leases: {
          printer: { mac: "02:00:5e:00:53:01", ip: "192.168.8.9" },
          camera: { mac: "02:00:5e:00:53:01", ip: "192.168.7.4" },
        },
      },
    },
  });
