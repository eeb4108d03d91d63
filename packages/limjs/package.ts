import { definePackage, file, type Package, sh } from "../../src/index.ts";
import { quickjs } from "../quickjs/package.ts";
import { program } from "./program.ts";

const parts = [
  "values",
  "descriptors",
  "files",
  "unix",
  "inet",
  "netlink",
  "watch",
  "spawn",
  "machine",
  "numbers",
  "loop",
  "std",
];

/**
 * Runs the router's own programs, which are TypeScript: QuickJS with the module "host". On the build machine
 * there is a compiler beside it, `limjs-compile`.
 */
export const limjs: Package = definePackage({
  meta: import.meta,
  name: "limjs",
  version: "1",
  description: "Runs TypeScript programs that were compiled to bytecode",
  homepage: "https://bellard.org/quickjs/",
  license: "MIT",
  build: ({ build, host }) => sh`
    mkdir -p $out/bin
    for source in ${sources}; do cp $source \${source#*-}; done
    link() { # PROGRAM FILE…
      local program=$out/bin/$1
      shift
      cc \${CFLAGS:--Os} -Wall -Werror -Wno-unused-parameter -D_GNU_SOURCE -ffunction-sections -fdata-sections \
        -Wl,--gc-sections -I. -I${quickjs}/include "$@" ${quickjs}/lib/libquickjs.a -lm -lpthread -ldl -o $program
      strip $program
    }
    link limjs limjs.c module.c ${parts.map((part) => `${part}.c`)}
    ${build === host ? sh`link limjs-compile limjs-compile.c` : sh``}
  `,
  check: ({ self }) => sh`
    ${self}/bin/limjs ${program({ name: "limjs-claims", main: "runtime/checks/host/main.ts" })}/bin/limjs-claims
  `,
});
const sources = [
  file(import.meta, "limjs.c"),
  file(import.meta, "limjs-compile.c"),
  file(import.meta, "program.h"),
  ...["host.h", "loop.h", "module.c", ...parts.map((part) => `${part}.c`)].map((name) =>
    file(import.meta, `../../runtime/host/${name}`),
  ),
];
