import { defineConfiguration } from "liminix";

export default defineConfiguration({
  hostname: "the attic",
  users: {
    alice: { uid: "1000" },
    bob: { uid: -1, shell: ["/bin/sh"] },
  },
  packages: ["tree"],
});
