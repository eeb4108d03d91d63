/**
 * Process 1 is busybox' init. It mounts what limd stands on, starts limd, starts it again whenever it ends, and has
 * it stop everything before the router goes down.
 */
import { launch } from "../../packages/launch/package.ts";
import { limd } from "../../packages/limd/package.ts";
import { logPipe } from "../../packages/log-pipe/package.ts";
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

export default defineModule({
  meta: import.meta,
  at: "init",
  options,
  config: {
    busybox: {
      applets: [
        ...["flock", "halt", "init", "mkdir", "mount", "poweroff", "reboot", "sync", "timeout", "umount"],
        ...["runsv", "sleep", "svlogd", "true"],
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
          ::respawn:/etc/keep-limd
          ::ctrlaltdel:/bin/reboot
          ::shutdown:/etc/shutdown
        `,
        boot: regularFile(file(import.meta, "boot.sh"), { mode: 0o755 }),
        "keep-limd": regularFile(
          sh`
            #!/bin/sh
            # init waits for a second before it starts again what has ended; this does not. A limd whose keeper was killed
            # has a new one, which waits for its end.
            while :; do
              flock /run/limd.lock true
              ${limd}/bin/limd ${launch}/bin/launch ${runAs}/bin/run-as ${logPipe}/bin/log-pipe
              sleep 0.1
            done
          `,
          { mode: 0o755 },
        ),
        shutdown: computed(({ init: { shutdownSeconds } }) =>
          regularFile(lines(sh`#!/bin/sh`, sh`seconds=${shutdownSeconds}`, sh`. /etc/shutdown.sh`), {
            mode: 0o755,
          }),
        ),
        "shutdown.sh": regularFile(file(import.meta, "shutdown.sh")),
      },
    },
  },
});
