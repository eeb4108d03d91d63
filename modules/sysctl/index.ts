import {
  byDefault,
  computed,
  defineModule,
  oneshot,
  option,
  sh,
  t,
  text,
  textFile,
} from "../../src/index.ts";

const sysctl = option({
  type: t.mapOf(t.either(t.int(), t.string)),
  default: {},
  description: "Settings of the running kernel, as in /proc/sys with dots.",
  example: { "net.ipv4.ip_forward": 1 },
});

declare module "../../src/config/options.ts" {
  interface Options {
    sysctl: typeof sysctl;
  }
}

export default defineModule({
  meta: import.meta,
  at: "sysctl",
  options: sysctl,
  config: {
    sysctl: {
      // Addresses in the kernel help nobody but whoever breaks in.
      "kernel.kptr_restrict": byDefault(2),
    },
    services: {
      sysctl: computed(({ sysctl }) =>
        oneshot({
          description: "Settings of the kernel",
          up: sh`sysctl -q -p ${textFile("sysctl.conf", text`${settings(sysctl)}`)}`,
          // Root may write most files in /proc/sys. Besides that the kernel asks for these where a setting is about
          // secrets of its own (kptr_restrict), about debuggers (ptrace_scope) and about low addresses (mmap_min_addr).
          capabilities: ["sys_admin", "sys_ptrace", "sys_rawio"],
        }),
      ),
    },
    busybox: { applets: ["sysctl"] },
  },
});

const settings = (values: Readonly<Record<string, number | string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
