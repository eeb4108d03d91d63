import { defineConfiguration, definePackage, sh } from "liminix";

const slow = definePackage({
  meta: import.meta,
  name: "slow",
  version: "1.0",
  description: "Never ends",
  homepage: "https://example.org/",
  license: "MIT",
  environment: "seed",
  build: () => sh`
    echo begun
    exec "$seed/bin/busybox" sleep 100000
  `,
});

export default defineConfiguration({ hostname: "slow", packages: [slow] });
