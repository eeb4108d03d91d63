import { debianSource, definePackage, type Package, sh, text, textFile } from "../../src/index.ts";

const version = "2022.83";

/** An SSH server that knows keys and no passwords, and the program that makes its host keys. */
export const dropbear: Package = definePackage({
  meta: import.meta,
  name: "dropbear",
  version,
  description: "Small SSH server",
  homepage: "https://matt.ucc.asn.au/dropbear/dropbear.html",
  license: "MIT AND BSD-2-Clause",
  source: debianSource("dropbear"),
  build: () => sh`
    cp ${textFile("localoptions.h", options)} localoptions.h
    # Hardening is the toolchain's business; who is logged in is written nowhere on a router.
    ./configure $configureFlags --disable-harden --disable-zlib --enable-bundled-libtom \
      --disable-lastlog --disable-utmp --disable-utmpx --disable-wtmp --disable-wtmpx --disable-loginfunc --disable-pututline --disable-pututxline
    make PROGRAMS='dropbear dropbearkey' MULTI=1
    install -D -t $out/bin dropbearmulti
    for name in dropbear dropbearkey; do ln -s dropbearmulti $out/bin/$name; done
  `,
  check: ({ self }) => sh`
    ${self}/bin/dropbear -V 2>&1 | grep -F v${version}
    for type in ed25519 ecdsa rsa; do
      ${self}/bin/dropbearkey -t $type -f $type
      ${self}/bin/dropbearkey -y -f $type | grep -E '^(ssh|ecdsa)-'
    done
    # What is not compiled in cannot be turned on by mistake: its options are not known.
    ${self}/bin/dropbear -h 2>&1 | tee help || true
    grep -F 'Usage: ' help
    ! grep -i password help || exit 1
  `,
});

const options = text`
  #define DROPBEAR_SVR_PASSWORD_AUTH 0
  #define DROPBEAR_CLI_PASSWORD_AUTH 0
  #define DROPBEAR_SVR_AGENTFWD 0
  #define DROPBEAR_SFTPSERVER 0
  #define INETD_MODE 0
  /* Nothing that rests on SHA-1. */
  #define DROPBEAR_RSA_SHA1 0
  #define DROPBEAR_SHA1_HMAC 0
  #define DROPBEAR_DH_GROUP14_SHA1 0
  #define DROPBEAR_PIDFILE "/run/dropbear.pid"
`;
