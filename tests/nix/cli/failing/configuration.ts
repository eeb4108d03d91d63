import { defineConfiguration, definePackage, sh } from "liminix";

const broken = definePackage({
  meta: import.meta,
  name: "broken",
  version: "1.0",
  description: "Does not build",
  homepage: "https://example.org/",
  license: "MIT",
  environment: "seed",
  build: () => sh`
    echo compiling
    echo "broken.c:3: error: expected ';'" >&2
    exit 3
  `,
});

export default defineConfiguration({ hostname: "failing", packages: [broken] });
