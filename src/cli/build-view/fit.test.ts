import fc from "fast-check";
import { expect, test } from "vitest";
import { fit, printable, width } from "./fit.ts";

test("a text that fits is left alone", () => expect(fit("musl", 4)).toBe("musl"));
test("a text that does not fit is cut, and shows it", () => expect(fit("compiler-rt", 6)).toBe("compi…"));
test("wide letters count two columns", () => {
  expect(width("日本")).toBe(4);
  expect(fit("日本語", 4)).toBe("日…");
});
test("colours take no columns", () => expect(width("\x1b[31mred\x1b[39m")).toBe(3));
test("a log line loses its colours, tabs and what it drew over", () =>
  expect(printable("10 %\r\x1b[32m100 %\x1b[0m\tdone\x07\r\n")).toBe("100 % done"));
test("no text is ever wider than asked", () =>
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat({ max: 20 }), (text, columns) => {
      expect(width(fit(printable(text), columns))).toBeLessThanOrEqual(columns);
    }),
  ));
