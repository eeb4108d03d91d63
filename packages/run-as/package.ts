import { definePackage, file, type Package, sh } from "../../src/index.ts";

/**
 * Starts a program with the least rights: `run-as --user ntp --capabilities sys_time --no-new-privileges ntpd`.
 * Users and groups are names or numbers; with `--capabilities`, whatever is not listed can never be had again.
 */
export const runAs: Package = definePackage({
  meta: import.meta,
  name: "run-as",
  version: "1",
  description: "Starts a program as another user, with chosen capabilities and limits",
  homepage: "https://man7.org/linux/man-pages/man7/capabilities.7.html",
  license: "MIT",
  build: () => sh`
    mkdir -p $out/bin
    cc \${CFLAGS:--Os} -Wall -Werror -D_GNU_SOURCE ${file(import.meta, "run-as.c")} -o $out/bin/run-as
  `,
  check: ({ self }) => sh`
    as=${self}/bin/run-as
    fails() { status=$1; shift; "$@" && got=0 || got=$?; test $got = $status; }
    $as --umask 027 --directory / --limit nofile=99 --limit core=0 sh -c 'echo $(umask) $PWD $(ulimit -n) $(ulimit -c)' | tee /dev/stderr |
      grep -x '0027 / 99 0'
    $as --no-new-privileges -- grep '^NoNewPrivs:.*1$' /proc/self/status
    # Root in the sandbox is root of its user namespace only; so much can be taken from it.
    $as --capabilities net_admin,net_raw -- grep '^CapEff:.*0000000000003000$' /proc/self/status
    $as --capabilities '' -- grep '^CapBnd:.*0000000000000000$' /proc/self/status
    fails 100 $as --user nobody-here true
    fails 100 $as --capabilities fly true
    fails 100 $as --limit nofile true
    fails 100 $as --group 1 true
    fails 100 $as
    fails 111 $as --user 12345 true # the namespace has no such user
    fails 111 $as --directory /none true
    fails 127 $as none
  `,
});
