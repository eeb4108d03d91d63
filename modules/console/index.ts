import { computed, defineModule, error, option, t } from "../../src/index.ts";

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
    init: {
      terminals: computed(({ console: { device, user } }) => ({ [device]: `/bin/login -f ${user}` })),
    },
    busybox: { applets: ["login"] },
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
