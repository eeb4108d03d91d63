import { defineModule, longrun, sh } from "../../src/index.ts";

const syslog = longrun({
  description: "What programs say by syslog(3)",
  run: sh`exec syslogd -n -O -`,
  log: { sizeBytes: 64 * 1024, files: 3 },
});

/** `lim log syslog` shows what programs and the kernel say. */
export default defineModule({
  meta: import.meta,
  config: {
    services: {
      syslog,
      klog: longrun({
        description: "What the kernel says, to syslog",
        run: sh`exec klogd -n`,
        capabilities: ["syslog"],
        dependencies: [syslog],
        log: "none",
      }),
    },
    busybox: { applets: ["klogd", "logger", "syslogd"] },
  },
});
