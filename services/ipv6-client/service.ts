/** A prefix of IPv6 for the house, by DHCPv6; and the way out, by what the provider's router tells of itself. */
import { dhcpcd } from "../../packages/dhcpcd/package.ts";
import {
  carrier,
  configFile,
  defineService,
  file,
  ifKnown,
  longrun,
  option,
  sh,
  t,
  text,
  uplink6Outputs,
} from "../../src/index.ts";

/**
 * Asks the provider for a prefix (RFC 8415), for `prefix` to give to the networks of the house. The default route, and
 * the router's own address where there is one, come with router advertisements.
 */
export const ipv6Client = defineService({
  name: "ipv6-client",
  params: {
    interface: option({ type: t.interface, description: "Where the provider is." }),
    address: option({
      type: t.boolean,
      default: false,
      description:
        "Whether it asks for an address of its own, too, by DHCPv6. Most providers give that by router advertisements, or leave it at the prefix.",
    }),
    prefixLength: option({
      type: t.nullable(t.int({ min: 32, max: 64 })),
      default: null,
      description:
        "The length of prefix that it asks for, with providers who give what they are asked for; they may give another.",
      example: 56,
    }),
  },
  outputs: uplink6Outputs,
  build: ({ interface: on, address, prefixLength }, { outputDirectory }) => {
    const settings = configFile({
      path: "dhcpcd.conf",
      // That prefixes go to other interfaces is the business of others: "-" is none.
      content: text`
        ipv6only
        nodev
        duid
        noipv6rs
        option dhcp6_name_servers
        interface ${on}
        env outputs=${outputDirectory}
        ipv6rs
        ${address ? "ia_na 1\n" : ""}ia_pd 1${prefixLength === undefined ? "" : `/::/${prefixLength}`} -
      `,
    });
    return longrun({
      description: "IPv6 of the provider",
      when: ifKnown(carrier, on),
      // What another session was lent is asked for in vain, which takes ten seconds (RFC 8415, section 18.2.12).
      run: sh`
        mkdir -p /var/lib/dhcpcd
        rm -f /var/lib/dhcpcd/*.lease6
        ${file(import.meta, "identify.sh", "executable")} >/var/lib/dhcpcd/duid
        exec ${dhcpcd}/bin/dhcpcd --nobackground --config ${settings} \
          --script ${file(import.meta, "hook.sh", "executable")} ${on}
      `,
      // A provider may have IPv6 in a minute or tomorrow.
      timeoutUpMs: 0,
      // It ends with the interface, which as a rule is a session that is back in a moment.
      restart: { delayMs: 500, maxDelayMs: 10_000, resetAfterMs: 5000 },
      // Those after the first three are for putting what reads from the network into a user and a root of its own.
      capabilities: ["net_admin", "net_bind_service", "net_raw", "kill", "setgid", "setuid", "sys_chroot"],
      requires: {
        applets: ["mkdir", "mv", "rm"],
        users: { dhcpcd: { uid: 103, gid: 103 } },
      },
    });
  },
});
