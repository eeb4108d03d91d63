import { defineConfiguration } from "liminix";

export default defineConfiguration({
  hostnme: "attic",
  users: {
    alice: { uid: 1000, shel: "/bin/sh" },
  },
});
