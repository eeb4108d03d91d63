import { debianSource, definePackage, type Package, sh } from "../../src/index.ts";

const version = "4.3";

/** `chronyd` and `chronyc`: NTP, both sides of it, without NTS, hardware clocks and a line editor. */
export const chrony: Package = definePackage({
  meta: import.meta,
  name: "chrony",
  version,
  description: "Keeps the clock right by NTP",
  homepage: "https://chrony-project.org/",
  license: "GPL-2.0-only",
  source: debianSource("chrony"),
  // Who starts it decides which user it is and takes its capabilities, so it need not know how to drop them.
  // Timestamps are those from 1970 to 2106: a router without a clock of its own starts at the first second.
  build: ({ host }) => sh`
    ./configure --prefix=$out --sbindir=$out/bin --host-system=Linux --host-release=6.1 --host-machine=${host.kernelArch} \
      --localstatedir=/var --chronyrundir=/run/chrony --with-pidfile=/run/chrony/chronyd.pid --with-ntp-era=0 \
      --disable-readline --disable-sechash --disable-nts --without-nettle --without-nss --without-tomcrypt --without-gnutls \
      --disable-refclock --disable-phc --disable-pps --disable-rtc --disable-privdrop --without-seccomp
    make chronyd chronyc
    install -D -t $out/bin chronyd chronyc
  `,
  check: ({ self }) => sh`
    ${self}/bin/chronyd -v | tee /dev/stderr | grep -F 'chronyd (chrony) version ${version} ('
    ${self}/bin/chronyc -v | grep -F 'version ${version} '
    printf '%s\n' 'server 192.0.2.1 iburst prefer' 'makestep 1 -1' 'allow 192.0.2.0/24' >conf
    ${self}/bin/chronyd -p -U -f conf | grep -Fx 'makestep 1 -1'
    echo 'server 192.0.2.1 iburstprefer' >conf
    ! ${self}/bin/chronyd -Q -U -f conf || exit 1
  `,
});
