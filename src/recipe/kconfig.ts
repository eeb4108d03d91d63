/** Options of a Kconfig program (the kernel, busybox), as they are written in its configuration file. */

/** `y`, `m`, `n`, a number, or a string; a string that looks like `0x…` is a hexadecimal number. */
export type KconfigValue = "y" | "m" | "n" | (string & {}) | number;
export type Kconfig = Readonly<Record<string, KconfigValue>>;

/** The lines of a `.config`, sorted by name so that the order of definitions changes no hash. */
export const renderKconfig = (options: Kconfig): string =>
  Object.entries(options)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `CONFIG_${name}=${renderValue(value)}\n`)
    .join("");

const renderValue = (value: KconfigValue): string =>
  typeof value === "number" || /^([ymn]|0x[0-9a-fA-F]+)$/.test(value)
    ? String(value)
    : `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
