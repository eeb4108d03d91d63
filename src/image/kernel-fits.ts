/** Shell that ends a build whose kernel takes more memory than its device says, what it clears for itself included. */
import { type Fragment, sh } from "../recipe/fragment.ts";
import type { Recipe } from "../recipe/recipe.ts";

/** Fields of `llvm-readelf -lW`'s lines: LOAD, offset, virtual and physical address, bytes in the file and in memory. */
const REACH = `$1 == "LOAD" {
  from = strtonum($4); to = from + strtonum($6)
  if (first == "" || from < first) first = from
  if (to > last) last = to
}
END { print last - first }`;

/** `kernel` has a `vmlinux`. */
export const requireKernelFits = (kernel: Recipe, mostBytes: number): Fragment => sh`
  total=$(llvm-readelf -lW ${kernel}/vmlinux | awk ${REACH})
  if [ $total -gt ${mostBytes} ]; then
    echo The kernel is $((total - ${mostBytes})) bytes too large: unpacked it has $total, and its place in memory ${mostBytes} >&2
    exit 1
  fi
`;
