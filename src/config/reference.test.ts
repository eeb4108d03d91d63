import { expect, test } from "vitest";
import { declare } from "./cases/case.ts";
import { declareSsh, declareUsers } from "./cases/fragments.ts";
import { computed, option, removed, renamed, t } from "./index.ts";
import { findEntries, reference, referencePage, showEntry } from "./reference.ts";
import { schemaOf } from "./schema-of.ts";

test("options of submodules are entries too, by the name of any", () => {
  expect(reference([declareUsers]).map(({ name }) => name)).toEqual([
    "users",
    "users.<name>.groups",
    "users.<name>.limits.files",
    "users.<name>.shell",
    "users.<name>.uid",
  ]);
  const rules = declare(
    "rules",
    option({
      type: t.listOf(t.submodule({ port: option({ type: t.port, description: "" }) })),
      description: "",
    }),
  );
  expect(reference([rules]).map(({ name }) => name)).toEqual(["rules", "rules[].port"]);
});

test("old names have no entry", () => {
  expect(reference([declare("x", { old: renamed("x.y"), gone: removed("no") })])).toEqual([]);
});

test("an entry says type, default and example", () => {
  const x = declare("x", {
    plain: option({ type: t.port, default: 22, example: 2222, description: "A port." }),
    made: option({ type: t.port, default: computed(() => 1), description: "Made." }),
    told: option({
      type: t.port,
      default: computed(() => 1),
      defaultText: "that of ssh",
      description: "Told.",
    }),
    must: option({ type: t.port, description: "Must be." }),
  });
  const text = reference([x]).map(showEntry).join("\n");
  expect(text).toBe(`x.made
  Made.
  type: a TCP or UDP port number
  default: computed from other options
x.must
  Must be.
  type: a TCP or UDP port number
  default: none, it must be defined
x.plain
  A port.
  type: a TCP or UDP port number
  default: 22
  example: plain: 2222
x.told
  Told.
  type: a TCP or UDP port number
  default: that of ssh`);
});

test("entries are found below a name, and by a word", () => {
  const all = reference([declareSsh, declareUsers]);
  const names = (wanted: Parameters<typeof findEntries>[1]) =>
    findEntries(all, wanted).map(({ name }) => name);
  expect(names({ under: "ssh.limits" })).toEqual(["ssh.limits.tries"]);
  expect(names({ under: "ssh.lim" })).toEqual([]);
  expect(names({ word: "TRIES" })).toEqual(["ssh.limits.tries"]);
  expect(names({ under: "users", word: "uid" })).toEqual(["users.<name>.uid"]);
});

test("a page has a section for each option", () => {
  const page = referencePage("Options: ssh", "../../modules/ssh/index.ts", reference([declareSsh]).slice(-1));
  expect(page).toBe(`# Options: ssh

Declared in [modules/ssh/index.ts](../../modules/ssh/index.ts). This page is made from the declarations.

## \`ssh.port\`

An option of the cases.

- type: a TCP or UDP port number
- default: \`22\`
`);
});

test("the schema of a tree describes what one may write", () => {
  expect(
    schemaOf({
      lan: {
        address: option({
          type: t.nullable(t.ipv4),
          default: null,
          example: "192.168.8.1",
          description: "Where.",
        }),
      },
    }),
  ).toEqual({
    type: "object",
    additionalProperties: false,
    properties: {
      lan: {
        type: "object",
        additionalProperties: false,
        properties: {
          address: {
            anyOf: [{ type: "string", format: "ipv4", examples: ["192.168.8.1"] }, { type: "null" }],
            description: "Where.",
            default: null,
            examples: ["192.168.8.1"],
          },
        },
      },
    },
  });
});
