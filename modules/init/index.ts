/**
 * Process 1 is busybox' init. It mounts what limd stands on, starts limd, starts it again whenever it ends, and has
 * it stop everything before the router goes down.
 */
import { launch } from "../../packages/launch/package.ts";
import { limd } from "../../packages/limd/package.ts";
import { runAs } from "../../packages/run-as/package.ts";
import { computed, defineModule, file, lines, option, regularFile, sh, t, text } from "../../src/index.ts";

const options = {
  shutdownSeconds: option({
    type: t.int({ min: 1, max: 600 }),
    default: 30,
    description: "How long services may take to stop before the router goes down without them.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    init: typeof options;
  }
}

/** What init runs. Words of it stay below the 256 letters that init has for a line. */
const command = text`${limd}/bin/limd ${launch}/bin/launch ${runAs}/bin/run-as`;

export default defineModule({
  meta: import.meta,
  at: "init",
  options,
  config: {
    busybox: {
      applets: [
        ...["halt", "init", "mkdir", "mount", "poweroff", "reboot", "sync", "timeout", "umount"],
        ...["runsv", "sleep", "svlogd"],
      ],
      options: { FLOAT_DURATION: "y" },
    },
    filesystem: {
      dev: {},
      home: {},
      proc: {},
      run: {},
      sys: {},
      tmp: {},
      var: {},
      etc: {
        inittab: text`
          ::sysinit:/etc/boot
          ::respawn:${command}
          ::ctrlaltdel:/bin/reboot
          ::shutdown:/etc/shutdown
        `,
        boot: regularFile(file(import.meta, "boot.sh"), { mode: 0o755 }),
        shutdown: computed(({ init: { shutdownSeconds } }) =>
          regularFile(
            lines(
              sh`#!/bin/sh`,
              sh`seconds=${shutdownSeconds}`,
              sh`limd() { exec ${command}; }`,
              sh`. /etc/shutdown.sh`,
            ),
            { mode: 0o755 },
          ),
        ),
        "shutdown.sh": regularFile(file(import.meta, "shutdown.sh")),
      },
    },
  },
});
