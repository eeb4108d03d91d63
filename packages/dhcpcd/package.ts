import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";

const version = "10.1.0";

/**
 * IPv6 of an uplink: router advertisements, addresses and delegated prefixes. Who starts it names the script
 * that is told of them, with `--script`. If there is a user `dhcpcd`, what comes from the network is read by
 * processes of that user, in an empty root.
 */
export const dhcpcd: Package = definePackage({
  meta: import.meta,
  name: "dhcpcd",
  version,
  description: "Client of router advertisements and of DHCPv6 with prefix delegation",
  homepage: "https://roy.marples.name/projects/dhcpcd",
  license: "BSD-2-Clause",
  source: debianSource("dhcpcd", { patched: false }),
  patches: [file(import.meta, "for-routers.patch")],
  build: ({ host }) => sh`
    ./configure --host=${host.triple} --prefix=$out --sbindir=$out/bin --sysconfdir=/etc --dbdir=/var/lib/dhcpcd --rundir=/run/dhcpcd \
      --disable-inet --disable-auth --without-udev --without-dev --enable-privsep --privsepuser=dhcpcd --disable-seccomp
    make -C src dhcpcd
    install -D -t $out/bin src/dhcpcd
  `,
  check: ({ self }) => sh`
    ${self}/bin/dhcpcd --version | tee facts
    grep -F 'dhcpcd ${version}' facts
    grep -E 'INET6.* DHCPv6 .*PRIVSEP' facts
    ! grep -w INET facts || exit 1
  `,
});
