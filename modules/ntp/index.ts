import { computed, defineModule, file, longrun, option, sh, t, when } from "../../src/index.ts";

const options = {
  servers: option({
    type: t.listOf(t.either(t.domain, t.ipv4)),
    default: [],
    description:
      "Who is asked for the time of day. Without any the clock counts as not synchronised, and what waits for it waits.",
    example: ["192.168.8.2"],
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    ntp: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "ntp",
  options,
  config: when(({ ntp }) => ntp.servers.length > 0, {
    services: {
      ntp: computed(({ ntp: { servers } }) =>
        longrun({
          description: `The time of day, from ${servers.join(", ")}`,
          run: sh`exec ntpd -n -S ${file(import.meta, "on-step.sh", "executable")} ${servers.flatMap((server) => ["-p", `${server}`])}`,
          capabilities: ["sys_time"],
          finish: sh`rm -f /run/services/clock/synchronised`,
        }),
      ),
    },
    busybox: { applets: ["ntpd", "rm", "touch"] },
  }),
});
