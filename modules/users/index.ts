import { computed, defineModule, error, option, regularFile, t } from "../../src/index.ts";
import { publicKey } from "./public-key.ts";

const user = t.submodule({
  uid: option({ type: t.int({ min: 0, max: 65_534 }), description: "Its number." }),
  gid: option({
    type: t.int({ min: 0, max: 65_534 }),
    description: "The number of its own group.",
    default: 0,
  }),
  description: option({ type: t.string, default: "", description: "Whom or what it stands for." }),
  home: option({ type: t.string, default: "/", description: "Where it starts." }),
  shell: option({
    type: t.string,
    default: "/bin/false",
    description: "What runs when it logs in; the default lets nobody in.",
    example: "/bin/sh",
  }),
  keys: option({
    type: t.listOf(publicKey),
    default: [],
    description: "Public keys that let the user in by SSH, as they stand in `~/.ssh/id_ed25519.pub`.",
    example: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDFXpFhJmZBIt9YvMgrlPt/05OFTYATHPXKwAmZuIdFk alice@laptop",
    ],
  }),
});

const users = option({
  type: t.mapOf(user),
  default: {},
  description: "Who there is. Nobody has a password: one logs in by key, or at the console.",
  example: { alice: { uid: 1000, gid: 1000, shell: "/bin/sh" } },
});

declare module "../../src/config/options.ts" {
  interface Options {
    users: typeof users;
  }
}

export default defineModule({
  meta: import.meta,
  at: "users",
  options: users,
  config: {
    users: {
      root: { uid: 0, gid: 0, description: "Root", home: "/root", shell: "/bin/sh" },
      nobody: { uid: 65_534, gid: 65_534, description: "Nobody" },
    },
    filesystem: {
      root: {},
      etc: {
        passwd: computed(({ users }) =>
          sorted(users)
            .map(([name, u]) => `${name}:x:${u.uid}:${u.gid}:${u.description}:${u.home}:${u.shell}\n`)
            .join(""),
        ),
        // "*" is no hash of anything, so no password fits (shadow(5)).
        shadow: computed(({ users }) =>
          regularFile(
            sorted(users)
              .map(([name]) => `${name}:*:1::::::\n`)
              .join(""),
            { mode: 0o600 },
          ),
        ),
      },
    },
  },
  *checks({ users }) {
    for (const [name, { description, home, shell }] of Object.entries(users)) {
      if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name)) {
        yield error({
          message: `User '${name}' has a name that Unix can't have: up to 32 of a-z, 0-9, _ and -`,
          options: [`users.${name}`],
        });
      }
      for (const [field, value] of Object.entries({ description, home, shell })) {
        if (/[:\n]/.test(value)) {
          yield error({
            message: `User '${name}' has a ":" or a newline in its ${field}, which /etc/passwd can't hold`,
            options: [`users.${name}.${field}`],
          });
        }
      }
    }
    const byUid = Map.groupBy(Object.entries(users), ([, { uid }]) => uid);
    for (const [uid, those] of byUid) {
      if (those.length < 2) continue;
      const names = those.map(([name]) => name);
      yield error({
        message: `Users ${names.map((name) => `'${name}'`).join(" and ")} have the same uid, ${uid}`,
        options: names.map((name) => `users.${name}.uid`),
      });
    }
  },
});

/** By number, as such files are everywhere. */
const sorted = <U extends { readonly uid: number }>(users: Readonly<Record<string, U>>) =>
  Object.entries(users).sort(([, a], [, b]) => a.uid - b.uid);
