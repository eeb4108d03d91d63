import { chrony } from "../../services/chrony/service.ts";
import { computed, defineModule, option, t, when } from "../../src/index.ts";

const options = {
  servers: option({
    type: t.listOf(t.either(t.domain, t.either(t.ipv4, t.ipv6))),
    default: [],
    description:
      "Who is asked for the time of day. Without any the clock counts as not synchronised, and what waits for it waits.",
    example: ["192.168.8.2"],
  }),
  pools: option({
    type: t.listOf(t.domain),
    default: [],
    description: "Names that stand for many servers, of which some are asked.",
    example: ["pool.example.org"],
  }),
  allow: option({
    type: t.listOf(t.prefix),
    default: [],
    description: "Networks whose computers may ask this router for the time.",
    example: ["192.168.8.0/24"],
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    ntp: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "ntp",
  options,
  config: when(({ ntp }) => ntp.servers.length + ntp.pools.length > 0, {
    services: {
      ntp: computed(({ ntp: { servers, pools, allow } }) =>
        chrony({ servers: [...servers], pools: [...pools], allow: allow.map(({ text }) => text) }),
      ),
    },
  }),
});
