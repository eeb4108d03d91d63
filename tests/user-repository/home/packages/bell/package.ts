import { definePackage, file, sh } from "liminix";

export const bell = definePackage({
  meta: import.meta,
  name: "bell",
  version: "1",
  description: "Calls everybody to dinner",
  homepage: "http://kitchen.example/",
  license: "MIT",
  build: () => sh`install -D ${file(import.meta, "ring.sh")} $out/bin/bell`,
});
