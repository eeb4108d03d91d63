import { enable, option, t } from "../index.ts";
import { declare } from "./case.ts";

const description = "An option of the cases.";

export const declareName = declare("name", option({ type: t.string, default: "none", description }));
export const declarePort = declare("port", option({ type: t.port, default: 22, description }));
export const declareOther = declare("other", option({ type: t.port, default: 80, description }));
export const declareRequired = declare(
  "required",
  option({ type: t.string, description, example: "something" }),
);
export const declareList = declare("list", option({ type: t.listOf(t.string), default: [], description }));
export const declareSet = declare("set", option({ type: t.setOf(t.int()), default: [], description }));
export const declareMap = declare("map", option({ type: t.mapOf(t.int()), default: {}, description }));
export const declareLists = declare(
  "lists",
  option({ type: t.mapOf(t.listOf(t.int())), default: {}, description }),
);
export const declareLines = declare("text", option({ type: t.lines, default: "", description }));
export const declareSettings = declare(
  "settings",
  option({ type: t.freeForm(t.either(t.int(), t.string)), default: {}, description }),
);
export const declareSsh = declare("ssh", {
  enable: enable("the case"),
  port: option({ type: t.port, default: 22, description }),
  keys: option({ type: t.listOf(t.string), default: [], description }),
  limits: { tries: option({ type: t.int({ min: 0 }), default: 3, description }) },
});
export const declareUsers = declare(
  "users",
  option({
    type: t.mapOf(
      t.submodule({
        uid: option({ type: t.int({ min: 0, max: 65_534 }), description, example: 1000 }),
        shell: option({ type: t.string, default: "/bin/ash", description }),
        groups: option({ type: t.listOf(t.string), default: [], description }),
        limits: { files: option({ type: t.int(), default: 64, description }) },
      }),
    ),
    default: {},
    description,
  }),
);
