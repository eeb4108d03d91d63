import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findWorld } from "../../src/ground.ts";
import { manifest } from "../../src/image/manifest.ts";
import { squashfs } from "../../src/image/squashfs.ts";
import { openStore } from "../../src/nix/index.ts";
import { realise } from "../../src/realise.ts";
import { sh, text } from "../../src/recipe/fragment.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import { mips24kc } from "../../src/recipe/platform.ts";
import { defineBuild, textFile } from "../../src/recipe/recipe.ts";
import { deviceNode, directory, fifo, regularFile, symlink } from "../../src/system/inode.ts";

const program = textFile("program", text`#!/bin/sh\necho built\n`);
const made = defineBuild({ name: "made", environment: "seed", script: () => sh`echo made >"$out"` });
const tree = directory(
  {},
  {
    dev: { null: deviceNode("character", 1, 3, { mode: 0o666 }), sda: deviceNode("block", 8, 0) },
    etc: {
      "a name with \"quotes\", 'ticks' and \\": "it's $HOME `here`\n",
      empty: "",
      shadow: regularFile("root:*:", { mode: 0o600, uid: 5, gid: 6 }),
      reference: text`see ${program}, isn't it\n`,
      copied: regularFile(program, { mode: 0o755 }),
    },
    run: { pipe: fifo({ mode: 0o620, gid: 5 }) },
    tmp: directory({ mode: 0o1777 }),
    made: symlink(text`${made}`),
  },
);

const world = await findWorld(mips24kc);
const lowering = new Lowering(world.ground);
const store = openStore({});
const contents = manifest(tree);
const image = squashfs(tree, contents);
const built = async (recipe: Parameters<Lowering["derivation"]>[0], check = false) => {
  const derivation = lowering.derivation(recipe);
  await realise({ world, lowering, store, derivations: [derivation], check });
  return derivation.outputs.out ?? "";
};

test("a squashfs holds what its tree says: names, contents, modes, owners, nodes", async () => {
  const listing = defineBuild({
    name: "listing",
    environment: "bare",
    script: () => sh`
      mkdir $out
      unsquashfs -lln -d "" ${image} | sed -E 's/ +/ /g; s/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5} //' >$out/names
      unsquashfs -cat ${image} etc/reference etc/copied >$out/contents
      unsquashfs -f -d files ${image} etc >/dev/null 2>&1 || true
      cat files/etc/a* >>$out/contents
    `,
  });
  const out = await built(listing);
  const names = readFileSync(`${out}/names`, "utf8");
  const target = lowering.derivation(made).outputs.out ?? "";
  for (const line of [
    "crw-rw-rw- 0/0 1, 3 /dev/null",
    "brw------- 0/0 8, 0 /dev/sda",
    `-rw-r--r-- 0/0 18 /etc/a name with "quotes", 'ticks' and \\`,
    "-rw-r--r-- 0/0 0 /etc/empty",
    "-rw------- 5/6 7 /etc/shadow",
    "-rwxr-xr-x 0/0 21 /etc/copied",
    "prw--w---- 0/5 0 /run/pipe",
    "drwxrwxrwt 0/0 3 /tmp",
    `lrwxrwxrwx 0/0 ${target.length} /made -> ${target}`,
    `-r--r--r-- 0/0 5 ${target}`,
  ]) {
    expect(names.split("\n")).toContain(line);
  }
  expect(readFileSync(`${out}/contents`, "utf8")).toContain("#!/bin/sh\necho built\n");
  expect(readFileSync(`${out}/contents`, "utf8")).toContain("it's $HOME `here`\n");
});

test("the manifest is JSON that refers to what the image holds", async () => {
  const path = await built(contents);
  const json = JSON.parse(readFileSync(path, "utf8"));
  expect(json.entries.etc.entries.shadow).toEqual({
    type: "file",
    mode: "0600",
    uid: 5,
    gid: 6,
    content: "root:*:",
  });
  expect((await store.references(path)).sort()).toEqual(
    [json.entries.etc.entries.copied.source, json.entries.made.target].sort(),
  );
});

test("the same tree gives the same bytes", async () => {
  await built(image, true);
});
