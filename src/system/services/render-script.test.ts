import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sh } from "../../recipe/fragment.ts";
import type { TextFile } from "../../recipe/recipe.ts";
import { compileGraph } from "./compile.ts";
import { defineService } from "./define-service.ts";
import { longrun, oneshot } from "./definition.ts";
import { networkOutputs } from "./vocabulary.ts";

const folder = mkdtempSync(join(tmpdir(), "liminix-script-"));
beforeAll(() => mkdirSync(join(folder, "writer"), { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script as the router would, with the outputs in a folder of the test. */
const run = (script: TextFile | undefined): string => {
  const text = script?.content.parts.join("").replaceAll("/run/services/outputs", folder) ?? "";
  return execFileSync("sh", ["-c", text], { encoding: "utf8" });
};

const writer = (domain: string, nameservers: readonly string[] = []) =>
  defineService({
    name: "writer",
    params: {},
    outputs: networkOutputs,
    build: (_, { write }) =>
      oneshot({ up: sh`${write("domain", domain)}; ${write("nameservers", nameservers)}` }),
  })();

test("whatever a value is, the reader gets it as one word, and nothing of it is run", () => {
  fc.assert(
    fc.property(
      // What ends in a newline is told by none: a file of one value ends in one.
      fc.string({ unit: fc.constantFrom(..."a \\\"'`$(){};&|<>*?[]~#!-%\n\t") }).map((text) => `${text}.`),
      (value) => {
        const one = writer(value);
        const reader = longrun({ run: sh`printf '[%s]' ${one.output.domain} end` });
        const { services } = compileGraph({ writer: one, reader });
        run(services.writer?.up);
        expect(run(services.reader?.run)).toBe(`[${value}][end]`);
      },
    ),
    { numRuns: 60 },
  );
});

test("a list is a line for each of its values, and no line if it is empty", () => {
  run(compileGraph({ writer: writer("d", ["192.0.2.1", "192.0.2.2"]) }).services.writer?.up);
  expect(readFileSync(join(folder, "writer/nameservers"), "utf8")).toBe("192.0.2.1\n192.0.2.2\n");
  run(compileGraph({ writer: writer("d") }).services.writer?.up);
  expect(readFileSync(join(folder, "writer/nameservers"), "utf8")).toBe("");
  expect(readdirSync(join(folder, "writer")).sort()).toEqual(["domain", "nameservers"]);
});

test("a script ends where a command fails", () => {
  const broken = oneshot({ up: sh`false; echo still here` });
  expect(() => run(compileGraph({ broken }).services.broken?.up)).toThrow();
});
