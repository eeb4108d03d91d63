import {
  debianSource,
  definePackage,
  file,
  type Kconfig,
  type Package,
  renderKconfig,
  sh,
  text,
  textFile,
} from "../../src/index.ts";

const version = "1.35.0";

export interface BusyboxParameters {
  /** Programs to build in, by the names they are called by. */
  readonly applets: readonly string[];
  /** Further options without `CONFIG_`; each must survive, or the build fails and says which did not. */
  readonly options?: Kconfig;
}

/** One binary that is many programs, with a link for each in `bin`. */
export const busybox = ({ applets, options = {} }: BusyboxParameters): Package =>
  definePackage({
    meta: import.meta,
    name: "busybox",
    version,
    description: "Small versions of the common Unix programs, in one binary",
    homepage: "https://busybox.net/",
    license: "GPL-2.0-only",
    source: debianSource("busybox"),
    build: () => sh`
      asked=${textFile("busybox.config", text`${renderKconfig({ ...base, ...appletOptions(applets), ...options })}`)}
      # Declared const and yet assigned: clang reads it before the assignment, and svlogd dies of it.
      sed -i 's/^extern struct globals \*const ptr_to_globals;/extern struct globals *ptr_to_globals;/' include/libbb.h

      phase configure
      bash ${file(import.meta, "configure.sh")} $asked
      bash ${file(import.meta, "survivors.sh")} $asked .config

      phase compile
      make HOSTCC=/usr/lib/llvm-14/bin/clang CC=cc SKIP_STRIP=y busybox busybox.links
      mkdir -p $out/bin
      install -m 755 busybox $out/bin/busybox
      for link in $(cat busybox.links); do ln -s busybox $out/bin/\${link##*/}; done
    `,
    check: ({ self }) => sh`
      ${self}/bin/busybox | grep -F "BusyBox v${version}"
      test "$(${self}/bin/printf %05d 42)" = 00042
    `,
  });

const base: Kconfig = {
  BUSYBOX: "y",
  LFS: "y",
  SHOW_USAGE: "y",
  FEATURE_COMPRESS_USAGE: "y",
  LONG_OPTS: "y",
  FEATURE_EDITING: "y",
  FEATURE_TAB_COMPLETION: "y",
  // The toolchain's flags decide on hardening; busybox must not link by rules of its own.
  STATIC: "n",
  BUILD_LIBBUSYBOX: "n",
};

/** `udhcpc` is CONFIG_UDHCPC, `[` is CONFIG_TEST1: busybox's names, but for the few that no option can have. */
const appletOptions = (applets: readonly string[]): Kconfig =>
  Object.fromEntries(
    applets.map((applet) => [irregular[applet] ?? applet.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_"), "y"]),
  );

const irregular: Readonly<Record<string, string>> = {
  "[": "TEST1",
  "[[": "TEST2",
  sh: "SH_IS_ASH",
  sysctl: "BB_SYSCTL",
  bash: "BASH_IS_ASH",
  base64: "BASE64",
};
