import { dropbear } from "../../packages/dropbear/package.ts";
import { defineService, longrun, option, presentIfFixed, sh, t } from "../../src/index.ts";

/**
 * An SSH server: dropbear, which lets users in by key, and by nothing else. It makes its host key when it starts for the
 * first time, and keeps it as long as the router keeps anything.
 */
export const ssh = defineService({
  name: "ssh",
  params: {
    port: option({ type: t.port, default: 22, description: "Where it listens." }),
    interface: option({
      type: t.nullable(t.interface),
      default: null,
      description: "The interface by which it can be reached; otherwise every one.",
    }),
    forwarding: option({
      type: t.boolean,
      default: false,
      description: "Whether users may have connections of theirs passed on, to the router and by it.",
    }),
  },
  build: ({ port, interface: on, forwarding }, { stateDirectory }) =>
    longrun({
      description: `SSH on port ${port}`,
      ...(on === undefined ? {} : { when: presentIfFixed(on) }),
      run: sh`
        key=${stateDirectory}/ed25519
        # Whole or not at all: a key that was cut off by a power cut would keep everybody out.
        if [ ! -s "$key" ]; then
          rm -f "$key.new"
          ${dropbear}/bin/dropbearkey -t ed25519 -f "$key.new" >/dev/null
          sync
          mv "$key.new" "$key"
        fi
        exec ${dropbear}/bin/dropbear -F -E -K 300 -r "$key" -p ${port} ${on === undefined ? [] : ["-l", on]} ${forwarding ? [] : ["-j", "-k"]}
      `,
      // Who logs in as root is to be able to do what root can do.
      capabilities: "all",
      stateDirectory: true,
      requires: { applets: ["mv", "rm", "sync"] },
    }),
});
