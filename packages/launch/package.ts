import { definePackage, file, type Package, sh } from "../../src/index.ts";

/** Starts a service's process as its settings say, and writes down what limd must know of it. */
export const launch: Package = definePackage({
  meta: import.meta,
  name: "launch",
  version: "1",
  description: "Starts the processes of services, with the settings that they are to have",
  homepage: "",
  license: "MIT",
  build: () => sh`
    mkdir -p $out/bin
    cc -Wall -Wextra -Werror -o $out/bin/launch ${file(import.meta, "launch.c")}
  `,
  check: ({ self }) => sh`
    (${self}/bin/launch 2>&1 || true) | tee /dev/stderr | grep -F "launch FILE"
  `,
});
