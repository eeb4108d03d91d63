import { lim } from "../../packages/lim/package.ts";
import {
  compileGraph,
  computed,
  defineModule,
  error,
  graphFile,
  option,
  requirementsOf,
  symlink,
  t,
  text,
} from "../../src/index.ts";

const services = option({
  type: t.mapOf(t.service),
  default: {},
  description:
    "What runs, by the name that it has on the router. What these need runs too, and need not be named here.",
});

declare module "../../src/config/options.ts" {
  interface Options {
    services: typeof services;
  }
}

export default defineModule({
  meta: import.meta,
  at: "services",
  options: services,
  config: {
    packages: [lim],
    kernel: { config: computed(({ services }) => requirementsOf(services).kernel) },
    busybox: {
      applets: computed(({ services }) => requirementsOf(services).applets),
      options: computed(({ services }) => requirementsOf(services).busybox),
    },
    users: computed(({ services }) => requirementsOf(services).users),
    groups: computed(({ services }) => ({ system: { gid: 10 }, ...requirementsOf(services).groups })),
    filesystem: {
      etc: {
        "services.json": computed(({ services }) => symlink(text`${graphFile(compileGraph(services))}`)),
      },
    },
  },
  *checks({ services, users, groups }) {
    for (const [name, { process }] of Object.entries(compileGraph(services).services)) {
      const { user, group, groups: others = [] } = process;
      const wanted = [
        { what: "user", who: user, there: users },
        ...[group, ...others].map((who) => ({ what: "group", who, there: groups })),
      ];
      for (const { what, who, there } of wanted) {
        if (who === undefined || who in there) continue;
        yield error({
          message: `Service '${name}' runs as the ${what} '${who}', who does not exist`,
          options: [`services.${name}`],
          try: what === "user" ? `users: { ${who}: { uid: 1000 } }` : `groups: { ${who}: { gid: 1000 } }`,
        });
      }
    }
  },
});
