import { computed, defineModule, option, symlink, t, text } from "../../src/index.ts";
import { profile } from "./profile.ts";

const packages = option({
  type: t.listOf(t.package),
  default: [],
  description:
    "Packages whose programs are in everybody's PATH; they come before busybox' programs of the same name.",
});

declare module "../../src/config/options.ts" {
  interface Options {
    packages: typeof packages;
  }
}

export default defineModule({
  meta: import.meta,
  at: "packages",
  options: packages,
  config: {
    filesystem: {
      bin: computed(({ packages, busybox }) => symlink(text`${profile([...packages], busybox.package)}/bin`)),
      etc: {
        profile: "export PATH=/bin\nexport PS1='\\u@\\h:\\w\\$ '\n",
      },
    },
  },
});
