/** lzma as boot loaders want it: with the unpacked size in its header, which xz leaves open. */
import { type Fragment, sh } from "../recipe/fragment.ts";

/**
 * Shell that packs one file into another. U-Boots of some age refuse a header that says no size; those that
 * read it stop there, and need not look for the mark at the end (LZMA SDK's lzma-specification.txt).
 */
export const packLzma = (from: string, to: string): Fragment => sh`
  xz --format=lzma --lzma1=preset=9,dict=16MiB --stdout ${from} >${to}
  size=$(stat -c %s ${from})
  for shift in 0 8 16 24 32 40 48 56; do
    printf "\\$(printf %03o $((size >> shift & 255)))"
  done | dd of=${to} bs=1 seek=5 conv=notrunc status=none
`;
