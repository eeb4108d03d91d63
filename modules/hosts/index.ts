import { computed, defineModule, option, t } from "../../src/index.ts";

const hosts = option({
  type: t.mapOf(t.listOf(t.either(t.ipv4, t.ipv6))),
  default: {},
  description: "Addresses of computers by their names, for the router itself: `/etc/hosts`.",
  example: { "printer.lan": ["192.168.8.9"] },
});

declare module "../../src/config/options.ts" {
  interface Options {
    hosts: typeof hosts;
  }
}

export default defineModule({
  meta: import.meta,
  at: "hosts",
  options: hosts,
  config: {
    hosts: { localhost: ["127.0.0.1", "::1"] },
    filesystem: {
      etc: {
        hosts: computed(({ hosts, hostname }) =>
          lines({ ...hosts, [hostname]: hosts[hostname] ?? ["127.0.0.1", "::1"] }),
        ),
      },
    },
  },
});

const lines = (hosts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(hosts)
    .flatMap(([name, addresses]) => addresses.map((address) => `${address} ${name}\n`))
    .join("");
