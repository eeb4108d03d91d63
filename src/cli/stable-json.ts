/**
 * Any stage's value as JSON that reads the same each time: keys in the order of the alphabet, two spaces.
 * What JSON has no word for is shown by name, so that nothing vanishes silently.
 */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(plain(value, new Set()), undefined, 2)}\n`;
}

function plain(value: unknown, above: ReadonlySet<object>): unknown {
  if (typeof value === "function") return `function ${value.name || "(without a name)"}`;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return "(see above)";
  const below = new Set(above).add(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Map) return plain(Object.fromEntries(value), above);
  if (value instanceof Set) return [...value].map((member) => plain(member, below));
  if (Array.isArray(value)) return value.map((member) => plain(member, below));
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, plain(member, below)]),
  );
}
