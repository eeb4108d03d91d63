import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";

const version = "2.4.9";

/**
 * `pppd` with plugins for PPPoE and L2TP in the kernel. Passwords are read from an options file (`file …`) or
 * from `/etc/ppp/{pap,chap}-secrets`; no filter, multilink, EAP-TLS or callback.
 */
export const ppp: Package = definePackage({
  meta: import.meta,
  name: "ppp",
  version,
  description: "Point-to-point protocol, over Ethernet and over L2TP",
  homepage: "https://ppp.samba.org/",
  license: "BSD-3-Clause AND BSD-2-Clause AND GPL-2.0-or-later",
  // Debian's patches bring OpenSSL, PAM and systemd.
  source: debianSource("ppp", { patched: false }),
  patches: [file(import.meta, "ipv6-scripts.patch"), file(import.meta, "no-resolv-conf.patch")],
  build: () => sh`
    sed -i 's/ -DIPX_CHANGE//' pppd/Makefile.linux
    # Where pppd keeps the numbers of its processes: a router's /var/run does not exist.
    sed -i 's|^#ifndef _ROOT_PATH|#undef _PATH_VARRUN\n#define _PATH_VARRUN "/run/"\n&|' pppd/pathnames.h
    ./configure --prefix=$out --cc=cc --cflags="$CFLAGS -D_GNU_SOURCE"
    options='USE_CRYPT=y MPPE= FILTER= HAVE_MULTILINK= USE_TDB= HAS_SHADOW= USE_EAPTLS= MAXOCTETS='
    make -s -C pppd $options pppd
    make -s -C pppd/plugins/pppoe $options pppoe.so
    make -s -C pppd/plugins/pppol2tp $options pppol2tp.so
    install -D -t $out/bin pppd/pppd
    install -D -t $out/lib/pppd/${version} pppd/plugins/pppoe/pppoe.so pppd/plugins/pppol2tp/pppol2tp.so
  `,
  check: ({ self }) => sh`
    ${self}/bin/pppd --version 2>&1 | grep -Fx 'pppd version ${version}'
    # /dev/ppp is not there, and that is found out after the plugin was loaded and all options were understood.
    for plugin in 'pppoe.so eth0' pppol2tp.so; do
      ${self}/bin/pppd plugin $plugin nodetach +ipv6 ipv6-up-script /none notty 2>&1 | tee said || true
      ! grep -iE 'unrecognized|symbol|version' said || exit 1
      grep -i '^\(Linux \)\?kernel' said
    done
  `,
});
