import {
  cableIfKnown,
  defineService,
  file,
  knownInterface,
  longrun,
  option,
  sh,
  t,
  uplinkOutputs,
} from "../../src/index.ts";
import { sentArguments, sentParams, wrongNumbers } from "./sent-options.ts";

/** An address that a DHCP server lends, with the router and the name servers that it names: busybox' udhcpc. */
export const dhcpClient = defineService({
  name: "dhcp-client",
  params: {
    interface: option({ type: t.interface, description: "Where the server is." }),
    hostname: option({
      type: t.nullable(t.hostname),
      default: null,
      description: "The name that the server is told.",
    }),
    ...sentParams,
  },
  outputs: uplinkOutputs,
  known: ({ interface: on }) => ({ ifname: knownInterface(on) }),
  checks: wrongNumbers,
  build: ({ interface: on, hostname, ...sent }, { outputDirectory }) => {
    const lease = file(import.meta, "lease.sh", "executable");
    return longrun({
      description: `An address by DHCP on ${knownInterface(on) ?? "an interface"}`,
      when: cableIfKnown(on),
      run: sh`
        export outputs=${outputDirectory}
        name=${on}
        ip link set dev "$name" up
        # Routes of RFC 3442 come to those who ask for them.
        exec udhcpc -f -R -i "$name" -s ${lease} -O staticroutes -t 4 -T 2 -A 10 \
          ${hostname === undefined ? [] : ["-x", `hostname:${hostname}`]} ${sentArguments(sent)}
      `,
      // However it ended: an address outlives nobody who would give it back in time.
      finish: sh`interface=${on} outputs=${outputDirectory} ${lease} deconfig`,
      // A server may answer in a minute or tomorrow.
      timeoutUpMs: 0,
      claims: [{ kind: "hears", interface: on }],
      capabilities: ["net_admin", "net_bind_service", "net_raw"],
      requires: {
        applets: ["ip", "udhcpc"],
        busybox: { FEATURE_UDHCPC_ARPING: "y" },
      },
    });
  },
});
