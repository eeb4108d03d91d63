/** That nobody else lends addresses in the house. */
import { defineService, file, longrun, option, sh, t } from "../../src/index.ts";

/**
 * Ready while nobody but this router answers DHCP in a network. Another one who does, a second router or one that is
 * plugged in the wrong way round, gives half of the machines addresses that lead nowhere: `lim why` says so.
 */
export const soleDhcpServer = defineService({
  name: "sole-dhcp-server",
  params: { interface: option({ type: t.interface, description: "Where the network is." }) },
  build: ({ interface: on }) =>
    longrun({
      description: "Nobody else lends addresses in the house",
      // What it sends as a client does not come to the router's own server. What it is lent it gives back at once.
      run: sh`
        until udhcpc -f -q -n -R -t 2 -T 2 -i ${on} -s ${file(import.meta, "say-who.sh", "executable")} 2>/dev/null; do
          echo >&3
          sleep 60
        done
        exit 3
      `,
      ready: { kind: "notification", fd: 3 },
      restart: { delayMs: 5000, maxDelayMs: 60_000, resetAfterMs: 60_000 },
      exitReasons: { 3: "somebody else lends addresses in this network, too (lim log tells who)" },
      capabilities: ["net_admin", "net_bind_service", "net_raw"],
      requires: { applets: ["sleep", "udhcpc"] },
    }),
});
