import { computed, defineModule, option, regularFile, t } from "../../src/index.ts";

const options = {
  boot: option({
    type: t.lines,
    default: "",
    description: "Shell commands that run once at boot, when /proc, /sys, /dev and /run are there.",
  }),
  terminals: option({
    type: t.mapOf(t.string),
    default: {},
    description: "What runs on each terminal, again whenever it ends.",
    example: { ttyS0: "/bin/login -f root" },
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
    busybox: { applets: ["halt", "init", "mount", "poweroff", "reboot", "umount"] },
    filesystem: {
      dev: {},
      home: {},
      proc: {},
      run: {},
      sys: {},
      tmp: {},
      etc: {
        inittab: computed(({ init: { terminals } }) =>
          [
            "::sysinit:/etc/boot",
            ...Object.entries(terminals).map(([terminal, command]) => `${terminal}::respawn:${command}`),
            "::ctrlaltdel:/bin/reboot",
            "::shutdown:/bin/umount -a -r",
            "",
          ].join("\n"),
        ),
        boot: computed(({ init: { boot } }) => regularFile(`${mounts}${boot}\n`, { mode: 0o755 })),
      },
    },
  },
});

const mounts = `#!/bin/sh
mount -t proc -o nosuid,nodev,noexec proc /proc
mount -t sysfs -o nosuid,nodev,noexec sysfs /sys
mkdir -p /dev/pts
mount -t devpts -o nosuid,noexec,mode=620 devpts /dev/pts
mount -t tmpfs -o nosuid,nodev,mode=755 tmpfs /run
mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs /tmp
`;
