import type { Run } from "./run.ts";

/** An object whose values are read when asked for, and from then on are plain properties. It has no prototype. */
export function lazyRecord<T>(run: Run, entries: ReadonlyMap<string, () => T>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, read] of entries) {
    Object.defineProperty(record, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = read();
        Object.defineProperty(record, key, { enumerable: true, value });
        return value;
      },
    });
  }
  Object.preventExtensions(record);
  run.records.push(record);
  return record;
}
