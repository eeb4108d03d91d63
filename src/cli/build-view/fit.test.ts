import fc from "fast-check";
import { expect, test } from "vitest";
import { fit, fitEnds, printable, width } from "./fit.ts";

test("a text that fits is left alone", () => expect(fit("musl", 4)).toBe("musl"));
test("a text that does not fit is cut, and shows it", () => expect(fit("compiler-rt", 6)).toBe("compi…"));
test("a command line is cut in its middle", () => {
  const line = "clang --target=mips-linux-musl -Os -c src/math/exp.c";
  expect(fitEnds(line, 30)).toBe("clang … -Os -c src/math/exp.c");
  expect(fitEnds(line, 100)).toBe(line);
  expect(fitEnds(line, 8)).toBe("clang -…");
});
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
      expect(width(fitEnds(printable(text), columns))).toBeLessThanOrEqual(columns);
    }),
  ));
