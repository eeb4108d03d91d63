import { expect, expectTypeOf, test } from "vitest";
import { LiminixError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { parse } from "./parse.ts";

const command = defineCommand({
  group: "Look",
  summary: "Show",
  examples: [["liminix show system examples/hello", "Shows it"]],
  args: {
    stage: { kind: "positional", valueName: "STAGE", description: "Stage", choices: ["options", "system"] },
    configuration: { kind: "positional", valueName: "CONFIG", description: "Configuration", optional: true },
    output: { kind: "text", valueName: "NAME", description: "Output", default: "default" },
    device: { kind: "text", valueName: "NAME", description: "Device" },
    secret: { kind: "texts", valueName: "NAME=VALUE", description: "Secret" },
    jobs: { kind: "number", short: "j", valueName: "N", description: "Jobs" },
    keepGoing: { kind: "flag", description: "Keep going" },
  },
  run: async () => {},
});
const parsed = (...words: readonly string[]) => parse("show", command, words);
const complaint = (...words: readonly string[]): string => {
  try {
    parsed(...words);
  } catch (error) {
    if (error instanceof LiminixError && error.status === 100) return error.message;
    throw error;
  }
  throw new Error("expected a usage error");
};

test("words become typed values", () => {
  const values = parsed(
    "system",
    "examples/hello",
    "-j",
    "4",
    "--keep-going",
    "--output=kernel",
    "--secret",
    "a=1",
    "--secret=b=2",
  );
  expect(values).toEqual({
    stage: "system",
    configuration: "examples/hello",
    output: "kernel",
    device: undefined,
    secret: ["a=1", "b=2"],
    jobs: 4,
    keepGoing: true,
  });
  expectTypeOf(values).toEqualTypeOf<
    | {
        readonly stage: "options" | "system";
        readonly configuration: string | undefined;
        readonly output: string;
        readonly device: string | undefined;
        readonly secret: readonly string[];
        readonly jobs: number | undefined;
        readonly keepGoing: boolean;
      }
    | undefined
  >();
});

test("what is not given has its default, or is absent", () => {
  expect(parsed("system")).toEqual({
    stage: "system",
    configuration: undefined,
    output: "default",
    device: undefined,
    secret: [],
    jobs: undefined,
    keepGoing: false,
  });
});

test("options may stand anywhere, and -- ends them", () => {
  expect(parsed("--output", "kernel", "system", "--", "-odd-name")).toMatchObject({
    output: "kernel",
    configuration: "-odd-name",
  });
});

test("--help needs nothing else", () => expect(parsed("--help")).toBeUndefined());

test.each([
  [["system", "--outptu", "x"], "'liminix show' has no option '--outptu'", "did you mean '--output'?"],
  [["system", "--xyzzy"], "'liminix show' has no option '--xyzzy'", "liminix show --help"],
  [["system", "--output"], "Option '--output' expects NAME, got nothing", "liminix show --help"],
  [["system", "-j", "many"], `Option '--jobs' expects a whole number, got "many"`, "liminix show --help"],
  [["system", "a", "b"], "'liminix show' takes 2 words and got more", "liminix show --help"],
  [[], "'liminix show' needs a STAGE", "liminix show --help"],
  [
    ["sytsem"],
    `'liminix show' expects STAGE to be one of options, system, got "sytsem"`,
    "did you mean 'system'?",
  ],
] as const)("%j is a usage error", (words, message, remedy) => {
  expect(complaint(...words)).toBe(`error: ${message}\n  try: ${remedy}`);
});
