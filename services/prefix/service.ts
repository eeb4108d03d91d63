/** The part of a delegated prefix that one network of the house has. */
import { subnet } from "../../packages/subnet/package.ts";
import { defineService, oneshot, option, sh, t } from "../../src/index.ts";

/**
 * Gives an interface the first address of a network in a prefix that a provider delegated. Each network of the house has
 * another index. When the prefix changes or goes so does the address, at once, and who announces it takes it back
 * (RFC 7084, L-13).
 */
export const prefix = defineService({
  name: "prefix",
  params: {
    of: option({ type: t.outputRef(t.prefix), description: "What the provider delegates." }),
    interface: option({ type: t.interface, description: "Where the network is." }),
    index: option({
      type: t.int({ min: 0, max: 65_535 }),
      default: 0,
      description: "Which of the networks in it, counted from zero.",
    }),
    length: option({
      type: t.int({ min: 1, max: 64 }),
      default: 64,
      description:
        "How many bits the network's own prefix has; hosts make themselves addresses only in one of 64.",
    }),
  },
  outputs: { address: t.ipv6, prefix: t.prefix },
  build: ({ of, interface: on, index, length }, { write, outputDirectory }) =>
    oneshot({
      description: `Network ${index} of the delegated prefix`,
      // The network was nobody's until now, so there is nobody to ask whether the address is taken (RFC 4862, section
      // 5.4); and whoever announces prefixes would wait for the answer with more patience than a house has.
      up: sh`
        part=$(${subnet}/bin/subnet ${of} ${index} ${length})
        asks=/proc/sys/net/ipv6/conf/${on}/accept_dad
        usually=$(cat "$asks") # which the kernel tells whole or not at all, so "read" cannot read it
        echo 0 >"$asks"
        ip -6 address replace "\${part% *}/${length}" dev ${on}
        echo "$usually" >"$asks"
        ${write("prefix", sh`"\${part#* }"`)}
        ${write("address", sh`"\${part% *}"`)}
      `,
      // What the prefix was: by now it may be another one, or none.
      down: sh`
        [ -e ${outputDirectory}/address ] || exit 0
        read -r address <${outputDirectory}/address
        ip -6 address del "$address/${length}" dev ${on} 2>/dev/null || true
      `,
      exitReasons: { 3: "the delegated prefix has no such network (lim log tells more)" },
      capabilities: ["net_admin"],
      requires: { applets: ["cat", "ip"] },
    }),
});
