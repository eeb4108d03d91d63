import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";
import { ppp } from "../ppp/package.ts";

const version = "1.3.18";

/** L2TP, both sides of it; the data goes through the kernel's pppol2tp where it has that. */
export const xl2tpd: Package = definePackage({
  meta: import.meta,
  name: "xl2tpd",
  version,
  description: "L2TP client and server",
  homepage: "https://github.com/xelerance/xl2tpd",
  license: "GPL-2.0-or-later",
  source: debianSource("xl2tpd"),
  patches: [file(import.meta, "end-with-the-call.patch")],
  build: () => sh`
    sed -i 's|"/var/run/|"/run/|' *.h *.c
    # TERM and not KILL is what pppd gets, so that it tells its peer and runs its scripts.
    make CC=cc DFLAGS='-DTRUST_PPPD_TO_DIE -DPPPD=\"${ppp}/bin/pppd\"' OSFLAGS='-DLINUX -DUSE_KERNEL' xl2tpd
    install -D -t $out/bin xl2tpd
  `,
  check: ({ self }) => sh`
    (${self}/bin/xl2tpd --version 2>&1 || true) | tee /dev/stderr | grep -F xl2tpd-${version}
  `,
});
