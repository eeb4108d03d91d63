import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillTemplate } from "./fill-template.ts";
import type { TemplateFile } from "./graph.ts";
import type { TemplatePart } from "./template.ts";

const fill = (
  parts: readonly TemplatePart[],
  values: Readonly<Record<string, string>>,
  format: TemplateFile["escape"] = "line",
) =>
  fillTemplate({ version: 1, parts }, format, {
    output: (service, output) => values[`${service}.${output}`],
    secret: (name) => values[name],
  });

const address = { kind: "output", service: "wan", output: "address" } as const;
const value = fc.string({ unit: fc.constantFrom(..."a \\\"'`$(){};&|<>*?[]~#!%\n\té") });

test("text stands as it is, a value in the place of its hole, without the newline that ends its file", () => {
  expect(fill(["ip ", address, "\n"], { "wan.address": "192.0.2.1\n" })).toEqual({ text: "ip 192.0.2.1\n" });
  expect(fill(["{{", "}}$(x)"], {})).toEqual({ text: "{{}}$(x)" });
});

test("each item of a list has its own text, and an empty list none", () => {
  const parts: readonly TemplatePart[] = [
    "<",
    { kind: "each", service: "wan", output: "dns", parts: ["server ", { kind: "item" }, "\n"] },
    ">",
  ];
  expect(fill(parts, { "wan.dns": "192.0.2.1\n192.0.2.2\n" })).toEqual({
    text: "<server 192.0.2.1\nserver 192.0.2.2\n>",
  });
  expect(fill(parts, { "wan.dns": "" })).toEqual({ text: "<>" });
});

test("a value that is not there is told", () => {
  expect(fill([address], {})).toEqual({ problem: "'address' of wan has no value" });
});

test("in JSON, whatever a value is, it is read back as it was", () => {
  fc.assert(
    fc.property(value, (one) => {
      const filled = fill(['{"x": "', address, '"}'], { "wan.address": `${one}\n` }, "json");
      expect("text" in filled && JSON.parse(filled.text)).toEqual({ x: one });
    }),
  );
});

test("in shell, whatever a value is, it is one word", () => {
  fc.assert(
    fc.property(value, (one) => {
      const filled = fill(["printf '[%s]' ", address], { "wan.address": `${one}\n` }, "shell");
      const script = "text" in filled ? filled.text : "exit 1";
      expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(`[${one}]`);
    }),
    { numRuns: 40 },
  );
});

test("what does not fit on a line is refused, not put on two", () => {
  fc.assert(
    fc.property(value, (one) => {
      const filled = fill(["x = ", address, "\n"], { "wan.address": `${one}\n` });
      if (one.includes("\n")) expect(filled).toEqual({ problem: "'address' of wan does not fit on a line" });
      else expect(filled).toEqual({ text: `x = ${one}\n` });
    }),
  );
});

describe("a secret", () => {
  const secret = { kind: "secret", name: "isp" } as const;

  test("is written like an output, as the file's format wants it", () => {
    expect(fill(["p ", secret, "\n"], { isp: "s3cret\n" })).toEqual({ text: "p s3cret\n" });
    expect(fill(['{"p":"', secret, '"}'], { isp: 'a"b\n' }, "json")).toEqual({ text: '{"p":"a\\"b"}' });
    expect(fill(["p=", secret], { isp: "it's" }, "shell")).toEqual({ text: "p='it'\\''s'" });
  });

  test("is named and not told where it is missing, or does not fit", () => {
    expect(fill([secret], {})).toEqual({ problem: "the secret 'isp' has no value" });
    expect(fill([secret], { isp: "two\nlines" })).toEqual({
      problem: "the secret 'isp' does not fit on a line",
    });
  });
});
