import { debianFiles, definePackage, type Package, sh } from "../../src/index.ts";

/** Which frequencies may be used where. The pair that is signed by its own maintainer, whose key every kernel has. */
export const wirelessRegdb: Package = definePackage({
  meta: import.meta,
  name: "wireless-regdb",
  version: "2026.05.30",
  description: "Where which frequencies may be used",
  homepage: "https://git.kernel.org/pub/scm/linux/kernel/git/wens/wireless-regdb.git",
  license: "ISC",
  environment: "bare",
  source: debianFiles("wireless-regdb"),
  build: () => sh`
    ar p $deb data.tar.xz | xz -dc | tar -x
    for name in regulatory.db regulatory.db.p7s; do
      install -D -m 644 lib/firmware/$name-upstream $out/lib/firmware/$name
    done
    install -D -m 644 usr/share/doc/wireless-regdb/copyright $out/share/licences/wireless-regdb
  `,
  // Its first four bytes (FWDB_MAGIC in net/wireless/reg.c), and a signature.
  check: () => sh`
    head -c 4 ${wirelessRegdb}/lib/firmware/regulatory.db | grep RGDB
    [ -s ${wirelessRegdb}/lib/firmware/regulatory.db.p7s ]
  `,
});
