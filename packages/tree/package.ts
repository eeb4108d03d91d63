import { debianSource, definePackage, sh } from "../../src/index.ts";

const version = "2.1.0";

export const tree = definePackage({
  meta: import.meta,
  name: "tree",
  version,
  description: "Lists a directory and all below it as a tree",
  homepage: "http://mama.indstate.edu/users/ice/tree/",
  license: "GPL-2.0-or-later",
  source: debianSource("tree"),
  build: () => sh`
    make CC=cc CFLAGS="$CFLAGS -std=c11" tree
    install -D tree $out/bin/tree
  `,
  check: ({ self }) => sh`
    mkdir -p top/below
    ${self}/bin/tree --version | grep -F v${version}
    ${self}/bin/tree top | grep below
  `,
});
