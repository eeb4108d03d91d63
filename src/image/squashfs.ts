/** The root filesystem as a squashfs: the closure of its manifest below /nix/store, and the tree itself. */
import { type Fragment, quoteWord, sh, text } from "../recipe/fragment.ts";
import { type Build, defineBuild, isOutputOf, isRecipe, type Recipe } from "../recipe/recipe.ts";
import type { Directory, Node } from "../system/inode.ts";

/** The recipe of `rootfs.squashfs`; `manifest` must be that of the same tree. */
export const squashfs = (filesystem: Directory, manifest: Recipe): Build =>
  defineBuild({
    name: "rootfs.squashfs",
    environment: "bare",
    // Nix writes the closure of the manifest to the file "closure" (exportReferencesGraph).
    environmentVariables: { exportReferencesGraph: text`closure ${manifest}` },
    script: () => sh`
      mkdir -p root/nix/store
      grep ^/nix/store/ $NIX_BUILD_TOP/closure | sort -u | grep -v '/nix/store/[^/]*-manifest.json$' >paths || true
      xargs -r cp -a -t root/nix/store <paths

      cd root
      ${{ kind: "fragment", parts: stage(filesystem, "") }}
      cd ..
      cat >nodes <<'END'
      ${{ kind: "fragment", parts: [pseudo(filesystem, "").join("\n")] }}
      END
      # Times are SOURCE_DATE_EPOCH's, and one thread writes: the same tree gives the same bytes.
      mksquashfs root $out -comp xz -b 256K -no-xattrs -noappend -no-progress -quiet -no-hardlinks -pf nodes
    `,
  });

/** Shell commands that make what a tar could not do better: directories, files and links below ".". */
function stage(node: Node, path: string): Fragment["parts"] {
  const word = quoteWord(`.${path}`);
  switch (node.kind) {
    case "directory":
      return [
        `mkdir -p ${word}\n`,
        ...Object.entries(node.entries).flatMap(([name, entry]) => stage(entry, `${path}/${name}`)),
      ];
    case "file":
      return isRecipe(node.content) || isOutputOf(node.content)
        ? ["cp -L ", node.content, ` ${word}\n`]
        : ["printf %s ", ...quoted(node.content), ` >${word}\n`];
    case "symlink":
      return ["ln -s -- ", ...quoted(node.target), ` ${word}\n`];
    case "device":
    case "fifo":
      return [];
  }
}

/** One shell word of a text with holes: store paths need no quotes, but may stand in them. */
const quoted = ({ parts }: Fragment): Fragment["parts"] => [
  "'",
  ...parts.map((part) => (typeof part === "string" ? part.replaceAll("'", `'\\''`) : part)),
  "'",
];

/** mksquashfs' pseudo file definitions: modes and owners, and nodes that only root could make. */
function pseudo(node: Node, path: string): readonly string[] {
  if (node.kind === "symlink") return [];
  const name = path === "" ? "/" : `"${path.slice(1).replaceAll(/["\\]/g, "\\$&")}"`;
  const owner = `${node.mode.toString(8)} ${node.uid} ${node.gid}`;
  switch (node.kind) {
    case "directory":
      return [
        `${name} m ${owner}`,
        ...Object.entries(node.entries).flatMap(([entry, below]) => pseudo(below, `${path}/${entry}`)),
      ];
    case "file":
      return [`${name} m ${owner}`];
    case "device":
      return [`${name} ${node.type === "block" ? "b" : "c"} ${owner} ${node.major} ${node.minor}`];
    case "fifo":
      return [`${name} i ${owner} f`];
  }
}
