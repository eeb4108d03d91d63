/** That the provider's network and the house's are two. */
import { defineService, oneshot, option, sh, t } from "../../src/index.ts";

/**
 * Ready while the address that an uplink brought is not in a network of the house. Where it is, as behind another router
 * that was left as it came, answers would go the wrong way: what depends on this waits, and `lim why` says for what.
 */
export const distinctNetworks = defineService({
  name: "distinct-networks",
  params: {
    uplink: option({
      type: t.serviceWith({ address: t.ipv4, prefixLength: t.int({ min: 0, max: 32 }) }),
      description: "What brings the address.",
    }),
    network: option({
      type: t.cidr,
      description: "The router's address in the house, with the network's prefix length.",
      example: "192.168.8.1/24",
    }),
  },
  build: ({ uplink, network }) =>
    oneshot({
      description: `The provider's network is not ${network.network}/${network.prefixLength}`,
      up: sh`
        number() {
          local IFS=.
          set -- $1
          echo $((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))
        }
        # Two networks overlap if they agree as far as the shorter prefix goes.
        length=${uplink.output.prefixLength}
        [ "$length" -le ${network.prefixLength} ] || length=${network.prefixLength}
        theirs=$(number ${uplink.output.address})
        ours=$(number ${network.network})
        [ $(((theirs ^ ours) >> (32 - length))) != 0 ] || exit 3
      `,
      exitReasons: {
        3: `the provider's address lies in the house's own network, ${network.network}/${network.prefixLength}; one of the two has to be another`,
      },
    }),
});
