import { dropbear } from "../../packages/dropbear/package.ts";
import { defineService, longrun, option, sh, t } from "../../src/index.ts";

/**
 * An SSH server: dropbear, which lets users in by key, and by nothing else. It makes its host key when it starts for the
 * first time, and keeps it as long as the router keeps anything.
 */
export const ssh = defineService({
  name: "ssh",
  params: {
    port: option({ type: t.port, default: 22, description: "Where it listens." }),
    forwarding: option({
      type: t.boolean,
      default: false,
      description: "Whether users may have connections of theirs passed on, to the router and by it.",
    }),
  },
  build: ({ port, forwarding }, { stateDirectory }) =>
    longrun({
      description: `SSH on port ${port}`,
      run: sh`
        key=${stateDirectory}/ed25519
        # Whole or not at all: a key that was cut off by a power cut would keep everybody out.
        if [ ! -s "$key" ]; then
          rm -f "$key.new"
          ${dropbear}/bin/dropbearkey -t ed25519 -f "$key.new" >/dev/null
          sync
          mv "$key.new" "$key"
        fi
        exec ${dropbear}/bin/dropbear -F -E -K 300 -r "$key" -p ${port} ${forwarding ? [] : ["-j", "-k"]}
      `,
      // Who logs in as root is to be able to do what root can do.
      capabilities: "all",
      stateDirectory: true,
      requires: { applets: ["mv", "rm", "sync"] },
    }),
});
