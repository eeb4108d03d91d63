import { definePackage, file, type Package, sh } from "../../src/index.ts";

/** Between a service that says things and the one that reads them: `log: { to: consumer }`. */
export const logPipe: Package = definePackage({
  meta: import.meta,
  name: "log-pipe",
  version: "1",
  description: "Passes on what a service says to another service's standard input",
  license: "MIT",
  build: () => sh`
    mkdir -p $out/bin
    cc \${CFLAGS:--Os} -Wall -Wextra -Werror -D_GNU_SOURCE ${file(import.meta, "log-pipe.c")} -o $out/bin/log-pipe
  `,
  check: ({ self }) => sh`
    mkfifo lines
    exec 3<>lines # as limd does: what is written stays while nobody reads
    printf 'one\ntwo\nand a half' | ${self}/bin/log-pipe lines x
    dd <&3 bs=4096 count=1 2>/dev/null | tee /dev/stderr | tr '\n' , | grep -x 'one,two,and a half,'

    # More than fits, and nobody reads: who says it goes on all the same.
    mkfifo said
    ${self}/bin/log-pipe lines chatter <said &
    relay=$!
    exec 4>said
    seq 100000 >&4
    # Whoever reads then gets what was kept, hears what was not, and gets the rest.
    cat <&3 4>&- >read & # with the other end of what the relay reads it would never end
    reader=$!
    until grep -x 'log-pipe: [0-9]* lines of chatter were lost, as nobody read them' read; do sleep 0.1; done
    seq 100000 >&4
    exec 4>&-
    wait $relay
    until tail -n 1 read | grep -x 100000; do sleep 0.1; done
    kill $reader
    seq 1000 >first && head -n 1000 read | cmp - first
    seq 100000 >all && tail -n 100000 read | cmp - all

    ${self}/bin/log-pipe /none x </dev/null && exit 1 || test $? = 111
    ${self}/bin/log-pipe && exit 1 || test $? = 100
  `,
});
