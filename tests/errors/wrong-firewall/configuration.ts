import { type Device, defineConfiguration } from "liminix";

export default ({ interfaces: { lan, wan } }: Device<"lan" | "wan">) =>
  defineConfiguration({
    firewall: {
      enable: true,
      flowOffload: true,
      zones: {
        lan: { interfaces: [lan], networks: ["192.168.8.0/24"] },
        wan: { interfaces: [wan], masquerade: true },
        guest: { interfaces: [lan] },
      },
      allow: [
        { from: "lan", to: "wan" },
        { from: "gest", to: "wan" },
        { from: "lan", to: "wan", reason: "to be sure" },
      ],
      services: { ssh: { zones: ["lan", "home"], tcp: [22] } },
      forwards: [
        { port: 8080, to: "192.168.8.10:80" },
        { port: "8000-8090", to: "192.168.8.11" },
        { port: 25, to: "192.168.9.10" },
        { port: "50-60", to: "192.168.8.10:50" },
      ],
      rules: [
        { from: "guest", to: "lan", action: "drop", reason: "nothing at all" },
        { from: "guest", to: "lan", proto: "tcp", ports: [631], action: "accept", reason: "the printer" },
        { from: "lan", ports: [25], action: "drop" },
        { from: "lan", to: "wan", every: "packet", limit: "100/second", action: "accept" },
        { from: "guest", sourceSet: "friends", action: "accept" },
      ],
    },
  });
