import { computed, defineModule, option, t } from "liminix";

const options = {
  cooks: option({ type: t.listOf(t.string), default: [], description: "Who may enter." }),
};

declare module "liminix/options" {
  interface Options {
    kitchen: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "kitchen",
  options,
  config: { motd: computed(({ kitchen }) => `Cooks: ${kitchen.cooks.join(", ")}\n`) },
});
