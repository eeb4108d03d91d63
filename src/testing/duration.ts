/** How long something may take, as it is said: `"500 ms"`, `"30 s"`, `"2 min"`. */
export type Duration = `${number} ${keyof typeof unitsMs}`;

const unitsMs = { ms: 1, s: 1000, min: 60_000 } as const;

/** A duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  const [amount, unit] = duration.split(" ") as [string, keyof typeof unitsMs];
  return Number(amount) * unitsMs[unit];
}
