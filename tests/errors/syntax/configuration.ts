import { defineConfiguration } from "liminix";

export default defineConfiguration({
  hostname: "attic"
  users: {
    alice: { uid: 1000 },
  },
});
