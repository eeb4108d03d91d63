import { expect, test } from "vitest";
import { byteSize } from "./byte-size.ts";
import { clock, duration } from "./duration.ts";

test.each([
  [0, "0:00"],
  [59_999, "0:59"],
  [760_000, "12:40"],
  [3_723_000, "1:02:03"],
])("the clock shows %i ms as %s", (ms, text) => expect(clock(ms)).toBe(text));

test.each([
  [40, "0.0 s"],
  [9_949, "9.9 s"],
  [9_950, "10 s"],
  [59_600, "1 min 0 s"],
  [252_000, "4 min 12 s"],
  [7_500_000, "2 h 5 min"],
])("%i ms is said as %s", (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [999, "999 B"],
  [1_000, "1 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [138_400_000, "138.4 MB"],
  [1_234_000_000, "1.23 GB"],
])("%i bytes are %s", (bytes, text) => expect(byteSize(bytes)).toBe(text));
