import { computed, defineModule, error, longrun, option, sh, t } from "../../src/index.ts";

const options = {
  device: option({
    type: t.string,
    description: "The terminal that the kernel writes to; a device's module says it.",
    example: "ttyS0",
  }),
  speed: option({
    type: t.int({ min: 1200 }),
    default: 115_200,
    description: "Its speed, in bits a second.",
  }),
  user: option({
    type: t.string,
    default: "root",
    description:
      "Who is logged in there without being asked: whoever holds the cable holds the router anyway.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    console: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "console",
  options,
  config: {
    boot: { commandLine: [computed(({ console: { device, speed } }) => `console=${device},${speed}`)] },
    services: {
      console: computed(({ console: { device, user } }) => login({ device, user })),
    },
    busybox: { applets: ["cat", "login", "sleep"] },
  },
  *checks({ console, users }) {
    if (console.user in users) return;
    yield error({
      message: `The console logs in "${console.user}", who is no user`,
      options: ["console.user"],
      try: `users: { ${console.user}: { uid: 1000, shell: "/bin/sh" } }`,
    });
  },
});

/** A session of its own leads the terminal that it opens first, so that ^C reaches what runs there. */
const login = ({ device, user }: { readonly device: string; readonly user: string }) => {
  const terminal = `/dev/${device}`;
  return longrun({
    description: `Login of ${user} on ${device}`,
    run: sh`
      exec <${terminal} >${terminal} 2>&1
      # The prompt has the router's name, which is being set at the same time. Who cannot wait for it gets a shell all the same.
      for second in 1 2 3; do
        [ "$(cat /proc/sys/kernel/hostname)" = "(none)" ] || break
        sleep 1
      done
      exec /bin/login -f ${user}
    `,
    capabilities: "all",
    noNewPrivileges: false,
    log: "none",
    restart: { policy: "always", delayMs: 0 },
    // A shell on a terminal does not care for TERM.
    timeoutDownMs: 1000,
  });
};
