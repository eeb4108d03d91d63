/** A home router: the internet by PPPoE, one network for the house, SSH for whoever has the key. */
import { type Device, defineConfiguration, secret } from "liminix";
import { pppoe } from "liminix/services/pppoe";

export default ({ interfaces: { wan, lan } }: Device<"wan" | "lan">) =>
  defineConfiguration({
    hostname: "gateway",

    gateway: {
      wan: pppoe({ interface: wan, username: "db123@a.1", password: secret("isp-password") }),
      lan: {
        interfaces: [lan],
        address: "192.168.19.1/24",
        domain: "fake.liminix.org",
        dhcp: { range: { from: "192.168.19.10", to: "192.168.19.253" }, lease: "12h" },
        leases: {
          printer: { mac: "02:00:5e:00:53:01", ip: "192.168.19.9" },
        },
      },
    },

    ntp: { pools: ["pool.ntp.org"] },

    ssh: { enable: true },
    users: {
      root: {
        // Yours, from ~/.ssh/id_ed25519.pub
        keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKVf+/xneL03oopHot+/Q2kboQAsHgm2bBfwt4BXPjj8 you@laptop"],
      },
    },
  });
