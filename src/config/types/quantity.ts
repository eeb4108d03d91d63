/** Numbers with units: how long, how much, how fast. */
import { defineType, refuse, type Type } from "../type.ts";

type Units = Readonly<Record<string, number>>;

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const BYTES = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;
const BITS = { "bit/s": 1, "kbit/s": 1e3, "Mbit/s": 1e6, "Gbit/s": 1e9 } as const;

export type DurationText = `${number}${keyof typeof MILLISECONDS}`;
export type SizeText = `${number}${keyof typeof BYTES}`;
export type BitRateText = `${number}${keyof typeof BITS}`;

export interface Duration {
  readonly milliseconds: number;
  readonly seconds: number;
}

/** A span of time; one or more numbers with units: `"30s"`, `"1h30m"`. */
export const duration: Type<Duration, DurationText | `${DurationText}${DurationText}`> = defineType({
  expects: `a duration, such as "30s" or "1h30m"`,
  parse: (value) => {
    if (typeof value === "number") return refuse("the unit is missing", JSON.stringify(`${value}s`));
    const milliseconds = typeof value === "string" ? sum(value, MILLISECONDS) : undefined;
    return milliseconds === undefined
      ? undefined
      : Object.freeze({ milliseconds, seconds: milliseconds / 1000 });
  },
  schema: { type: "string", pattern: "^(\\d+(\\.\\d+)?(ms|s|m|h|d))+$" },
});

/** An amount of memory or storage, in bytes when read. */
export const bytes: Type<number, number | SizeText> = quantity(
  BYTES,
  `a number of bytes, such as 512 or "16MiB"`,
);

/** A speed, in bits a second when read. */
export const bitRate: Type<number, BitRateText> = quantity(BITS, `a bit rate, such as "100Mbit/s"`, "bit/s");

function quantity<In>(units: Units, expects: string, unitless?: string): Type<number, In> {
  return defineType<number, In>({
    expects,
    parse: (value) => {
      if (typeof value === "number") {
        if (!Number.isSafeInteger(value) || value < 0) return undefined;
        return unitless === undefined
          ? value
          : refuse("the unit is missing", JSON.stringify(`${value}${unitless}`));
      }
      const total = typeof value === "string" ? sum(value, units) : undefined;
      return total !== undefined && Number.isSafeInteger(total) ? total : undefined;
    },
    schema: { type: unitless === undefined ? ["integer", "string"] : "string" },
  });
}

/** "1h30m" as the sum of its parts, each a decimal number and a unit. */
function sum(text: string, units: Units): number | undefined {
  if (text.length > 40) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([A-Za-z/]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) return undefined;
  return parts.reduce<number | undefined>((total, [, number = "", unit = ""]) => {
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    return total === undefined || factor === undefined ? undefined : total + Number(number) * factor;
  }, 0);
}
