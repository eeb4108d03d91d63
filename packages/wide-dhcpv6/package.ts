import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";

const version = "20080615";

/** A DHCPv6 server that delegates prefixes, as a provider does; its client and relay are not built. */
export const wideDhcpv6: Package = definePackage({
  meta: import.meta,
  name: "wide-dhcpv6",
  version,
  description: "DHCPv6 server with prefix delegation",
  homepage: "https://sourceforge.net/projects/wide-dhcpv6/",
  license: "BSD-3-Clause",
  source: debianSource("wide-dhcpv6"),
  patches: [file(import.meta, "any-host.patch")],
  build: () => sh`
    # What other C libraries have in headers that are included anyway. A function that nobody declared would be
    # one with another size of time.
    printf '%s\n' '#include <time.h>' '#define __P(parameters) parameters' >others.h
    export CFLAGS="$CFLAGS -D_GNU_SOURCE -include $PWD/others.h -Werror=implicit-function-declaration"
    ac_cv_func_setpgrp_void=yes LEX='flex --noyywrap' ./configure $configureFlags --sysconfdir=/etc --with-localdbdir=/run
    make -j1 YACC='bison -y' dhcp6s # one rule makes two files, which two jobs would run twice
    install -D -t $out/bin dhcp6s
  `,
  check: ({ self }) => sh`
    (${self}/bin/dhcp6s -h 2>&1 || true) | grep -F 'usage: dhcp6s'
  `,
});
