import { definePackage, file, sh } from "../../src/index.ts";

/** Starts a service's process as its settings say, and writes down what limd must know of it. */
export const launch = definePackage({
  meta: import.meta,
  name: "launch",
  version: "1",
  description: "Starts the processes of services, with the settings that they are to have",
  license: "MIT",
  build: () => sh`
    mkdir -p $out/bin
    cc -Wall -Wextra -Werror -o $out/bin/launch ${file(import.meta, "launch.c")}
  `,
  check: ({ self }) => sh`
    printf '%s\n' "ended $PWD/ended" 'argument /bin/sh' 'argument -c' 'argument exit 3' >file
    ${self}/bin/launch file && exit 1 || test $? = 3
    grep -x '3 0' ended
    ${self}/bin/launch file -1 15 && exit 1 || test $? = 111 # as runsv's ./finish: it tells what it was told
    grep -x -- '-1 15' ended
    mkfifo input
    printf '%s\n' "input $PWD/input" 'argument /bin/sh' 'argument -c' 'argument read -r line && echo got $line' >file
    exec 3<>input # else nobody reads while this writes
    echo words >&3
    ${self}/bin/launch file | grep -x 'got words'
    echo 'fly high' >file
    ${self}/bin/launch file && exit 1 || test $? = 100
  `,
});
