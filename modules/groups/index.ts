import { computed, defineModule, error, option, t } from "../../src/index.ts";

const group = t.submodule({
  gid: option({ type: t.int({ min: 0, max: 65_534 }), description: "Its number." }),
  members: option({
    type: t.setOf(t.string),
    default: [],
    description: "Users in it, besides those whose own group it is.",
  }),
});

const groups = option({
  type: t.mapOf(group),
  default: {},
  description: "Groups of users.",
  example: { printers: { gid: 70, members: ["alice"] } },
});

declare module "../../src/config/options.ts" {
  interface Options {
    groups: typeof groups;
  }
}

export default defineModule({
  meta: import.meta,
  at: "groups",
  options: groups,
  config: {
    groups: { root: { gid: 0 }, nobody: { gid: 65_534 } },
    filesystem: {
      etc: {
        group: computed(({ groups, users }) => {
          const named = new Set(Object.values(groups).map(({ gid }) => gid));
          // A user's own group need not be named: it has the user's name.
          const own = Object.entries(users)
            .filter(([name, { gid }]) => !named.has(gid) && !(name in groups))
            .map(([name, { gid }]) => ({ name, gid, members: [] as readonly string[] }));
          return [...Object.entries(groups).map(([name, g]) => ({ name, ...g })), ...own]
            .sort((a, b) => a.gid - b.gid)
            .map(({ name, gid, members }) => `${name}:x:${gid}:${members.join(",")}\n`)
            .join("");
        }),
      },
    },
  },
  *checks({ groups, users }) {
    for (const [name, { members }] of Object.entries(groups)) {
      for (const member of members.filter((member) => !(member in users))) {
        yield error({
          message: `Group '${name}' has a member "${member}" that is no user`,
          options: [`groups.${name}.members`],
        });
      }
    }
  },
});
