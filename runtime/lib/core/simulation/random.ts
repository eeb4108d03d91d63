/** Numbers that look random and are the same for the same seed, on Node and under QuickJS. */
export interface Random {
  /** From 0 up to, but without, `end`. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...(readonly T[])]): T;
}

/** A generator by multiplication and shifts (after Weyl sequences): good enough to find faults, not to keep secrets. */
export function randomFrom(seed: number): Random {
  let position = seed | 0;
  const next = (): number => {
    position = (position + 0x9e37_79b9) | 0;
    let mixed = position ^ (position >>> 16);
    mixed = Math.imul(mixed, 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)] ?? from[0],
  };
}
