import { debianSource, definePackage, type Package, sh } from "../../src/index.ts";
import { ppp } from "../ppp/package.ts";

const version = "3.15";

/** A PPPoE provider in one program, `pppoe-server`, and PPPoE outside of the kernel for `pppd pty`, `pppoe`. */
export const rpPppoe: Package = definePackage({
  meta: import.meta,
  name: "rp-pppoe",
  version,
  description: "PPPoE server, and a PPPoE client in user space",
  homepage: "https://dianne.skoll.ca/projects/rp-pppoe/",
  license: "GPL-2.0-or-later",
  // Debian's patches are for its own scripts and manual pages.
  source: debianSource("rp-pppoe", { patched: false }),
  build: () => sh`
    cd src
    # musl's headers and the kernel's agree only in this order; and strlcpy is a GNU function to musl.
    export CFLAGS="$CFLAGS -D_GNU_SOURCE -include netinet/if_ether.h"
    # The plugin is pppd's own; only that there is one has to be said, by the name of any folder.
    PPPD=${ppp}/bin/pppd ./configure $configureFlags --sbindir=$out/bin --enable-plugin=/
    make PLUGIN_PATH=pppoe.so pppoe pppoe-server
    install -D -t $out/bin pppoe pppoe-server
  `,
  check: ({ self }) => sh`
    (${self}/bin/pppoe-server -h 2>&1 || true) | tee help
    grep -F 'Version ${version},' help
    grep -E -- '-k +-- Use kernel-mode PPPoE' help
    (${self}/bin/pppoe -h 2>&1 || true) | grep -F 'Version ${version}'
  `,
});
