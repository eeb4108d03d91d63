import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";

const version = "2.90";

/** DNS, DHCP for both families and router advertisements; no TFTP, no scripts, no zones of its own. */
export const dnsmasq: Package = definePackage({
  meta: import.meta,
  name: "dnsmasq",
  version,
  description: "Caching DNS forwarder, DHCP server and router advertiser",
  homepage: "https://thekelleys.org.uk/dnsmasq/doc.html",
  license: "GPL-2.0-only OR GPL-3.0-only",
  source: debianSource("dnsmasq"),
  patches: [file(import.meta, "names-of-links.patch")],
  build: () => sh`
    # A router has no /var/run.
    sed -i 's|"/var/run/dnsmasq.pid"|"/run/dnsmasq.pid"|' src/config.h
    # A router's clock leaps from 1970 to today after the first leases were given: their time is measured by another, and
    # what is kept of them is not written again with each renewal.
    make CC=cc CFLAGS="$CFLAGS" LDFLAGS= VERSION=${version} \
      COPTS='-DHAVE_BROKEN_RTC -DNO_TFTP -DNO_SCRIPT -DNO_IPSET -DNO_DUMPFILE -DNO_AUTH -DNO_ID'
    install -D -t $out/bin src/dnsmasq
  `,
  check: ({ self }) => sh`
    ${self}/bin/dnsmasq --version | grep -F 'Dnsmasq version ${version} '
    ${self}/bin/dnsmasq --version | grep -E '^Compile time options: IPv6 .* DHCP DHCPv6 .* no-TFTP '
    printf '%s\n' enable-ra dhcp-range=192.0.2.10,192.0.2.99,1h dhcp-range=::,constructor:lan,ra-stateless >conf
    ${self}/bin/dnsmasq --test -C conf
    echo 'dhcp-range=192.0.2.10,nowhere' >conf
    ! ${self}/bin/dnsmasq --test -C conf || exit 1
  `,
});
