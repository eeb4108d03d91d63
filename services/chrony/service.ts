/** The time of day, by chrony. */
import { chrony as daemon } from "../../packages/chrony/package.ts";
import { configFile, defineService, lines, longrun, oneshot, option, sh, t, text } from "../../src/index.ts";

const address = t.either(t.ipv4, t.ipv6);

/** Asks servers for the time, sets the clock, also from 1970, and keeps it right. It is ready when the clock is. */
export const chrony = defineService({
  name: "chrony",
  params: {
    servers: option({
      type: t.listOf(t.either(t.domain, address)),
      description: "Who is asked.",
      example: ["192.168.8.2"],
    }),
    pools: option({
      type: t.listOf(t.domain),
      default: [],
      description: "Names that stand for many servers, of which some are asked.",
    }),
    allow: option({
      type: t.listOf(t.prefix),
      default: [],
      description: "Networks that may ask this router; without any it answers nobody.",
      example: ["192.168.8.0/24"],
    }),
  },
  companions: (_, self) => [clock({ of: self })],
  build: ({ servers, pools, allow }, { stateDirectory }) => {
    const conf = configFile({
      path: "chrony.conf",
      content: text`
        ${lines(
          ...servers.map((server) => text`server ${server} iburst`),
          ...pools.map((pool) => text`pool ${pool} iburst`),
          ...allow.map((network) => text`allow ${network.text}`),
          // A port to send from, and none to listen on.
          ...(allow.length === 0 ? [text`port 0`] : []),
        )}
        # A router without a clock of its own begins in 1970; later the clock only runs faster or slower.
        makestep 1 3
        rtcsync
        driftfile ${stateDirectory}/drift
        pidfile ${stateDirectory}/pid
        bindcmdaddress ${stateDirectory}/socket
        cmdport 0
      `,
    });
    return longrun({
      description: `The time of day, from ${[...servers, ...pools].join(", ")}`,
      // chronyc looks whether somebody is trusted and the clock was set. It does so as long as the daemon lives, whose
      // process is this shell's.
      run: sh`
        {
          until ${daemon}/bin/chronyc -h ${stateDirectory}/socket waitsync 5 0 0 2 >/dev/null 2>&1; do
            kill -0 $$ || exit 0
            # Names that could not be looked up are looked up again; by itself it waits for minutes with that.
            ${daemon}/bin/chronyc -h ${stateDirectory}/socket online >/dev/null 2>&1 || true
          done
          echo >&3
        } &
        exec 3>&-
        exec ${daemon}/bin/chronyd -U -u chrony -d -f ${conf}
      `,
      ready: { kind: "notification", fd: 3 },
      timeoutUpMs: 0,
      user: "chrony",
      // The daemon takes a directory for its socket that is its user's and its group's, and no other.
      group: "chrony",
      capabilities: allow.length === 0 ? ["sys_time"] : ["net_bind_service", "sys_time"],
      stateDirectory: true,
      requires: { users: { chrony: { uid: 101, gid: 101 } }, groups: { chrony: { gid: 101 } } },
    });
  },
});

/** Tells those that wait for the time of day: limd watches for this file. */
const clock = defineService({
  name: "clock",
  params: { of: option({ type: t.service, description: "What knows the time." }) },
  build: ({ of }) =>
    oneshot({
      description: "Whether the time of day is right",
      dependencies: [of],
      up: sh`touch /run/services/clock/synchronised`,
      down: sh`rm -f /run/services/clock/synchronised`,
    }),
});
