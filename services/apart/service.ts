import { defineService, networkOutputs, oneshot, option, sh, t } from "../../src/index.ts";

/** The exit status of the script that found them to be one. */
const overlap = 10;

/**
 * Makes sure that the provider has not given an address out of a network of the house, which only the router can see:
 * then neither side could be told from the other. What is to wait for that depends on it: the way into the internet.
 */
export const apart = defineService({
  name: "apart",
  params: {
    uplink: option({
      type: t.serviceWith({ address: networkOutputs.address, prefixLength: networkOutputs.prefixLength }),
      description: "The way into the internet.",
    }),
    network: option({ type: t.cidr, description: "The network of the house.", example: "192.168.8.1/24" }),
  },
  build: ({ uplink, network }) =>
    oneshot({
      description: `Whether the provider's network is another than ${network.network}/${network.prefixLength}`,
      up: sh`
        number() {
          local IFS=.
          set -- $1
          echo $((($1 << 24) | ($2 << 16) | ($3 << 8) | $4))
        }
        address=${uplink.output.address}
        length=${uplink.output.prefixLength}
        [ "$length" -lt ${network.prefixLength} ] || length=${network.prefixLength}
        if [ $(($(number "$address") >> (32 - length))) = $(($(number ${network.address}) >> (32 - length))) ]; then
          echo "the provider gave $address, which is in the network of the house, "${network.text} >&2
          exit ${overlap}
        fi
      `,
      exitReasons: {
        [overlap]: `the provider gave an address out of the network of the house, ${network.network}/${network.prefixLength}; give the house another network`,
      },
    }),
});
