import { defineConfiguration } from "liminix";

export default defineConfiguration({
  hostname: "attic",
  users: {
    alice: { shell: "/bin/sh" },
  },
});
