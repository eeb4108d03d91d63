import { defineConfiguration } from "liminix";
import { tree } from "liminix/packages/tree";

export default defineConfiguration({
  hostname: "hello",

  motd: `
    Hello from Liminix!
    This router was described in TypeScript, and built from source by Nix.
    Try: tree /etc, cat /etc/greeting, poweroff.
  `,

  users: {
    alice: { uid: 1000, gid: 1000, description: "Alice", shell: "/bin/sh" },
  },

  packages: [tree],

  filesystem: {
    etc: {
      greeting: "Good morning from /etc.\n",
    },
  },
});
