import { describe, expect, test } from "vitest";
import { defineConfiguration, defineModule, evaluate, option } from "../config/index.ts";
import { text } from "../recipe/fragment.ts";
import { describeNode } from "./describe-node.ts";
import { deviceNode, directory, fifo, regularFile, symlink } from "./inode.ts";
import { filesystemTree, type TreeIn } from "./tree-type.ts";

const options = option({ type: filesystemTree, default: {}, description: "A tree." });

/** The tree that several modules' definitions come to, as JSON. */
function merged(...definitions: readonly unknown[]) {
  const declare = defineModule({ meta: import.meta, at: "filesystem", options });
  const define = definitions.map((filesystem) =>
    defineModule({ meta: import.meta, config: { filesystem: filesystem as TreeIn } }),
  );
  const { filesystem } = evaluate([declare, ...define], defineConfiguration({}));
  return describeNode(filesystem) as { readonly entries: Record<string, unknown> };
}

describe("a filesystem tree", () => {
  test("is joined name by name from all who define it", () => {
    const { entries } = merged({ etc: { motd: "hello" } }, { etc: { hosts: "127.0.0.1" }, dev: {} });
    expect(entries).toMatchObject({
      dev: { type: "directory", mode: "0755", entries: {} },
      etc: { entries: { hosts: { content: "127.0.0.1" }, motd: { type: "file", mode: "0644" } } },
    });
  });

  test("takes every kind of node, with modes and owners", () => {
    const { entries } = merged({
      null: deviceNode("character", 1, 3, { mode: 0o666 }),
      pipe: fifo({ uid: 7, gid: 8 }),
      sh: symlink(text`/bin/busybox`),
      key: regularFile("secret?", { mode: 0o600 }),
      private: directory({ mode: 0o700 }, { kind: "a file whose name is kind" }),
    });
    expect(entries).toEqual({
      null: { type: "device", mode: "0666", uid: 0, gid: 0, device: "character", major: 1, minor: 3 },
      pipe: { type: "fifo", mode: "0600", uid: 7, gid: 8 },
      sh: { type: "symlink", target: "/bin/busybox" },
      key: { type: "file", mode: "0600", uid: 0, gid: 0, content: "secret?" },
      private: {
        type: "directory",
        mode: "0700",
        uid: 0,
        gid: 0,
        entries: { kind: expect.objectContaining({ content: "a file whose name is kind" }) },
      },
    });
  });

  test("a directory's mode may come from one module and its entries from others", () => {
    const { entries } = merged({ root: directory({ mode: 0o700 }) }, { root: { ".profile": "umask 77" } });
    expect(entries.root).toMatchObject({ mode: "0700", entries: { ".profile": { content: "umask 77" } } });
  });

  test("two definitions of one file are a conflict", () => {
    expect(() => merged({ etc: { motd: "a" } }, { etc: { motd: "b" } })).toThrow(/'filesystem.etc.motd'/);
  });

  test("a file is no directory", () => {
    expect(() => merged({ etc: { motd: "a" } }, { etc: { motd: { x: "b" } } })).toThrow(
      /'filesystem.etc.motd'/,
    );
  });

  test.each([["a/b"], [".."], ["."], [""], ["nul\0"]])("a name cannot be %j", (name) => {
    expect(() => merged({ [name]: "x" })).toThrow(/is no such name/);
  });

  test("numbers and lists are no files", () => {
    expect(() => merged({ etc: 5 })).toThrow(/a file \(a string/);
    expect(() => merged({ etc: ["x"] })).toThrow(/a file \(a string/);
    expect(() => merged("etc")).toThrow(/a directory: an object of names/);
  });
});
