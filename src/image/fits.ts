/** Shell that ends a build whose result is larger than its place: by how much, and what takes the space. */
import { type Fragment, sh } from "../recipe/fragment.ts";

/** `parts` are files with what each takes; together they must be no more than `mostBytes`. */
export const requireFits = (what: string, mostBytes: number, parts: readonly string[]): Fragment => sh`
  total=$(cat ${parts} | wc -c)
  if [ $total -gt ${mostBytes} ]; then
    echo ${what} is $((total - ${mostBytes})) bytes too large: it has $total, and its place ${mostBytes} >&2
    for part in ${parts}; do echo "  $part takes $(stat -L -c %s $part)" >&2; done
    exit 1
  fi
`;

/** Shell that pads a file to a multiple of some bytes. */
export const pad = (file: string, toBytes: number): Fragment => sh`truncate -s %${toBytes} ${file}`;
