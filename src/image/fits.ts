/** Shell that ends a build whose result is larger than its place: by how much, and what takes the space. */
import { type Fragment, sh } from "../recipe/fragment.ts";

/** `parts` are files with what each takes; together they must be no more than `mostBytes`. `details` says more of one that is not. */
export const requireFits = (
  what: string,
  mostBytes: number,
  parts: readonly string[],
  details: Fragment = sh``,
): Fragment => sh`
  total=$(cat ${parts} | wc -c)
  if [ $total -gt ${mostBytes} ]; then
    echo ${what} is $((total - ${mostBytes})) bytes too large: it has $total, and its place ${mostBytes} >&2
    for part in ${parts}; do echo "  $part takes $(stat -L -c %s $part)" >&2; done
    ${details}
    exit 1
  fi
`;

/** Lines of `unsquashfs -lln` for files of packages: their bytes, by the package's name. */
const BY_PACKAGE = `$1 ~ /^-/ && match($0, "/nix/store/[0-9a-z]+-[^/]+") {
  name = substr($0, RSTART + 44, RLENGTH - 44); bytes[name] += $3
}
END { for (name in bytes) print bytes[name], name }`;

/** Shell that says which packages of a squashfs are the largest, as they are when they are unpacked. */
export const largestPackages = (squashfs: string): Fragment => sh`
  echo "  the largest in ${{ kind: "fragment", parts: [squashfs] }}, unpacked:" >&2
  unsquashfs -lln ${squashfs} 2>&1 | awk ${BY_PACKAGE} | sort -rn | head -n 10 | sed 's/^/    /' >&2
`;

/** Shell that pads a file to a multiple of some bytes. */
export const pad = (file: string, toBytes: number): Fragment => sh`truncate -s %${toBytes} ${file}`;
