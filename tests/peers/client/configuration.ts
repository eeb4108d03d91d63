/** A laptop: plugged in, it asks for an address and takes what routers advertise. */
import { type Device, defineConfiguration, file, regularFile } from "liminix";
import { dhcpClient } from "liminix/services/dhcp-client";
import { route } from "liminix/services/route";
import { shared } from "../plan.ts";

export default ({ interfaces: { lan } }: Device<"lan">) => {
  const lease = dhcpClient({ interface: lan, hostname: "laptop" });
  return defineConfiguration({
    ...shared,
    hostname: "client",
    filesystem: {
      etc: {
        "say-lease": regularFile(file(import.meta, "say-lease.sh"), { mode: 0o755 }),
      },
    },
    resolver: { nameservers: [lease.output.nameservers] },
    services: {
      lease,
      internet: route({ interface: lease, via: lease.output.gateway }),
    },
  });
};
