/**
 * Where things lie in a board's memory while U-Boot starts a kernel. Places are given out before anything is
 * built, by the most that each thing may take, so addresses can stand in a script and on a page.
 */
import { userError } from "../error.ts";
import { hex } from "./flash.ts";

export interface Region {
  readonly name: string;
  readonly address: number;
  readonly sizeBytes: number;
}

export interface MapRequest {
  readonly memory: Region;
  /** Where nothing else may be: the kernel once it is unpacked, U-Boot itself. */
  readonly taken: readonly Region[];
  /** In the order of their addresses. */
  readonly wanted: readonly Omit<Region, "address">[];
  /** What every address given out is a multiple of. */
  readonly alignBytes: number;
}

/** A place for each, inside the memory and apart from all others; what is taken must be so already. */
export function placeInMemory({ memory, taken, wanted, alignBytes }: MapRequest): readonly Region[] {
  checkApart(memory, taken);
  const placed: Region[] = [];
  let from = memory.address;
  for (const { name, sizeBytes } of wanted) {
    const address = firstFree(from, sizeBytes, taken, alignBytes);
    const region = { name, address, sizeBytes };
    if (endOf(region) > endOf(memory)) throw doesNotFit(region, memory, [...taken, ...placed]);
    placed.push(region);
    from = endOf(region);
  }
  return placed;
}

/** Fails, with the numbers, if a region leaves the memory or two share a byte. */
export function checkApart(memory: Region, regions: readonly Region[]): void {
  const outside = regions.filter(
    (region) => region.address < memory.address || endOf(region) > endOf(memory),
  );
  const sorted = regions.toSorted((a, b) => a.address - b.address);
  const shared = sorted.flatMap((region, index) =>
    sorted.slice(index + 1).flatMap((other) => (other.address < endOf(region) ? [[region, other]] : [])),
  );
  if (outside.length === 0 && shared.length === 0) return;
  throw userError(
    ...outside.map((region) => ({ message: `${show(region)} expects to be in ${show(memory)}` })),
    ...shared.map(([first, second]) => ({
      message: `${first && show(first)} and ${second && show(second)} expect to be apart`,
    })),
  );
}

const endOf = ({ address, sizeBytes }: Region): number => address + sizeBytes;

function firstFree(from: number, sizeBytes: number, taken: readonly Region[], alignBytes: number): number {
  const address = Math.ceil(from / alignBytes) * alignBytes;
  const inTheWay = taken.find((region) => region.address < address + sizeBytes && endOf(region) > address);
  return inTheWay === undefined ? address : firstFree(endOf(inTheWay), sizeBytes, taken, alignBytes);
}

const doesNotFit = (region: Region, memory: Region, others: readonly Region[]) =>
  userError({
    message: `${show(region)} expects to be in ${show(memory)}, and is ${endOf(region) - endOf(memory)} bytes too many`,
    details: others.toSorted((a, b) => a.address - b.address).map(show),
  });

const show = (region: Region): string =>
  `'${region.name}' (${hex(region.address)}-${hex(endOf(region))}, ${region.sizeBytes} bytes)`;
