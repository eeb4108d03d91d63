/** A board's flash: how large it is, what is erased at once, and the partitions, which are checked as they are written. */
import { capture, placeOf, showPlace } from "../config/place.ts";
import { type Complaint, userError } from "../error.ts";

/** From the first byte to the one behind the last. */
export interface Partition {
  readonly from: number;
  readonly to: number;
  /** Whether the kernel must not write to it: what the board can't do without. */
  readonly readOnly?: boolean;
}

export interface Flash<Name extends string = string> {
  readonly kind: "flash";
  /** What the kernel calls it: "spi0.0". */
  readonly name: string;
  readonly sizeBytes: number;
  readonly eraseBytes: number;
  readonly partitions: { readonly [K in Name]: Partition };
}

/** A flash, all of whose partitions are in it, begin and end with blocks that are erased at once, and do not overlap. */
export const defineFlash = <const P extends Readonly<Record<string, Partition>>>(
  flash: Omit<Flash, "kind" | "partitions"> & { readonly partitions: P },
): Flash<keyof P & string> => {
  const problems = problemsOf(flash);
  if (problems.length > 0) {
    const place = placeOf(capture());
    const places = place === undefined ? [] : [`in ${showPlace(place)}`];
    throw userError(...problems.map((problem): Complaint => ({ ...problem, places })));
  }
  return Object.freeze({ kind: "flash", ...flash, partitions: Object.freeze({ ...flash.partitions }) });
};

/** A partition as a disk, "/dev/mtdblock4": the kernel counts them in the order of their addresses. */
export const mtdBlock = <Name extends string>(flash: Flash<Name>, name: NoInfer<Name>): string => {
  const before = Object.values<Partition>(flash.partitions).filter(
    ({ from }) => from < flash.partitions[name].from,
  );
  return `/dev/mtdblock${before.length}`;
};

export const sizeOf = ({ from, to }: Partition): number => to - from;

/** "0x00050000-0x00060000" */
export const range = ({ from, to }: Partition): string => `${hex(from)}-${hex(to)}`;

/** As datasheets and U-Boot write addresses. */
export const hex = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;

type Facts = Omit<Flash, "kind">;

function problemsOf({ name: flash, sizeBytes, eraseBytes, partitions }: Facts): readonly Complaint[] {
  const entries = Object.entries(partitions).toSorted(([, a], [, b]) => a.from - b.from);
  const alone = entries.flatMap(([name, partition]) => {
    const what = `Partition '${name}' (${range(partition)})`;
    if (partition.to <= partition.from) {
      return [{ message: `${what} expects an end behind its beginning` }];
    }
    return [
      ...(partition.from >= 0 && partition.to <= sizeBytes
        ? []
        : [{ message: `${what} expects to be in '${flash}', which ends at ${hex(sizeBytes)}` }]),
      ...[partition.from, partition.to]
        .filter((address) => address % eraseBytes !== 0)
        .map((address) => ({
          message: `${what} expects to begin and end at a multiple of ${hex(eraseBytes)}, which is erased at once, got ${hex(address)}`,
          try: `${hex(Math.floor(address / eraseBytes) * eraseBytes)} or ${hex(Math.ceil(address / eraseBytes) * eraseBytes)}`,
        })),
    ];
  });
  return [...alone, ...overlaps(entries.filter(([, { from, to }]) => to > from))];
}

/** Each with the one that reaches furthest of those before it. */
function overlaps(entries: readonly (readonly [string, Partition])[]): readonly Complaint[] {
  const found: Complaint[] = [];
  let furthest: readonly [string, Partition] | undefined;
  for (const [name, partition] of entries) {
    if (furthest !== undefined && partition.from < furthest[1].to) {
      const [other, before] = furthest;
      const shared = Math.min(before.to, partition.to) - partition.from;
      found.push({
        message: `Partitions '${other}' (${range(before)}) and '${name}' (${range(partition)}) share ${shared} bytes`,
      });
    }
    if (furthest === undefined || partition.to > furthest[1].to) furthest = [name, partition];
  }
  return found;
}
