import { resolver } from "../../services/resolver/service.ts";
import { computed, defineModule, option, symlink, t, when } from "../../src/index.ts";

const options = {
  nameservers: option({
    type: t.listOf(
      t.either(
        t.either(t.ipv4, t.ipv6),
        t.either(t.outputRef(t.listOf(t.ipv4)), t.outputRef(t.listOf(t.ipv6))),
      ),
    ),
    default: [],
    description:
      "Whom the router itself asks for names: addresses, and outputs of uplinks that are lists of them.",
    example: ["127.0.0.1"],
  }),
  search: option({
    type: t.listOf(t.domain),
    default: [],
    description: "Domains in which a name without a dot is looked for.",
    example: ["lan"],
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    resolver: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "resolver",
  options,
  config: when(({ resolver }) => resolver.nameservers.length > 0, {
    services: {
      resolver: computed(({ resolver: { nameservers, search } }) => resolver({ nameservers, search })),
    },
    filesystem: { etc: { "resolv.conf": symlink("/run/resolver/resolv.conf") } },
  }),
});
