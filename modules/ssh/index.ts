import { ssh } from "../../services/ssh/service.ts";
import { computed, defineModule, enable, error, named, option, t, when } from "../../src/index.ts";
import { homes } from "./homes.ts";

const options = {
  enable: enable("an SSH server, which lets in whoever has one of `users.….keys`"),
  port: option({ type: t.port, default: 22, description: "The port that it listens on." }),
  forwarding: option({
    type: t.boolean,
    default: false,
    description: "Whether users may have connections of theirs passed on.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    ssh: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "ssh",
  options,
  config: when(({ ssh }) => ssh.enable, {
    services: {
      ssh: computed(({ ssh: { port, forwarding }, firewall }) =>
        // Nobody from outside may knock before there is somebody to turn them away.
        ssh({ port, forwarding }, { dependencies: firewall.enable ? [named("firewall")] : [] }),
      ),
    },
    filesystem: computed(({ users }) => homes(users)),
  }),
  *checks({ ssh, users }) {
    if (!ssh.enable) return;
    const holders = Object.entries(users).filter(([, { keys }]) => keys.length > 0);
    if (holders.length === 0) {
      yield error({
        message: "SSH is enabled, and nobody has a key to log in with",
        options: ["ssh.enable"],
        try: 'users: { root: { keys: ["ssh-ed25519 AAAA…TlcG alice@laptop"] } }',
      });
    }
    for (const [name, { shell, home }] of holders) {
      if (shell === "/bin/false") {
        yield error({
          message: `User '${name}' has a key for SSH, and no shell to come to`,
          options: [`users.${name}.keys`],
          try: `users: { ${name}: { shell: "/bin/sh" } }`,
        });
      }
      // Who has "/" shares it with all the others.
      if (home === "/") {
        yield error({
          message: `User '${name}' has a key for SSH, and no home to keep it in`,
          options: [`users.${name}.keys`],
          try: `users: { ${name}: { home: "/home/${name}" } }`,
        });
      }
    }
  },
});
