/** Where dropbear looks for keys: `.ssh/authorized_keys` in each user's home. */
import { directory, type Node, regularFile } from "../../src/index.ts";

interface User {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly keys: readonly string[];
}
type Tree = { readonly [name: string]: Node | Tree };

/** The homes of all who have keys, as a part of the root filesystem. */
export const homes = (users: Readonly<Record<string, User>>): Tree =>
  Object.values(users)
    .filter(({ keys }) => keys.length > 0)
    .reduce(
      (tree: Tree, user) =>
        joined(
          tree,
          user.home.split("/").filter((word) => word !== ""),
          keysOf(user),
        ),
      {},
    );

const keysOf = ({ uid, gid, keys }: User): Tree => ({
  ".ssh": directory(
    { mode: 0o700, uid, gid },
    { authorized_keys: regularFile(keys.map((key) => `${key}\n`).join(""), { mode: 0o600, uid, gid }) },
  ),
});

function joined(tree: Tree, [first, ...others]: readonly string[], leaf: Tree): Tree {
  if (first === undefined) return { ...tree, ...leaf };
  const below = tree[first] as Tree | undefined;
  return { ...tree, [first]: joined(below ?? {}, others, leaf) };
}
