/** Dropbear's client, which no router carries. */
import { debianSource, definePackage, sh } from "liminix";

export const sshClient = definePackage({
  meta: import.meta,
  name: "dropbear-client",
  version: "2022.83",
  description: "Small SSH client",
  homepage: "https://matt.ucc.asn.au/dropbear/dropbear.html",
  license: "MIT AND BSD-2-Clause",
  source: debianSource("dropbear"),
  build: () => sh`
    ./configure $configureFlags --disable-harden --disable-zlib --enable-bundled-libtom
    make PROGRAMS=dbclient
    install -D -t $out/bin dbclient
  `,
  check: ({ self }) => sh`${self}/bin/dbclient -V`,
});
