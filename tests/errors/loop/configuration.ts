import { computed, defineConfiguration } from "liminix";

export default defineConfiguration({
  hostname: computed(({ users }) => users.alice.description),
  users: {
    alice: {
      uid: 1000,
      description: computed(({ motd }) => motd.slice(0, 10)),
    },
  },
  motd: computed(({ hostname }) => `This is ${hostname}.`),
});
