import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openServedFile, Refusal } from "./served-file.ts";

const place = mkdtempSync(join(tmpdir(), "liminix-served-"));
const directory = join(place, "served");
mkdirSync(join(directory, "below"), { recursive: true });
mkdirSync(join(place, "served-not"));
writeFileSync(join(directory, "image"), "an image");
writeFileSync(join(directory, "below/deep"), "deep");
writeFileSync(join(directory, "private"), "private");
chmodSync(join(directory, "private"), 0o600);
writeFileSync(join(place, "outside"), "outside");
writeFileSync(join(place, "served-not/outside"), "outside");
symlinkSync("below/deep", join(directory, "inner-link"));
symlinkSync("../outside", join(directory, "outer-link"));
symlinkSync("..", join(directory, "up"));
symlinkSync("../served-not", join(directory, "sibling"));
symlinkSync("/dev/zero", join(directory, "zero"));
symlinkSync("circle", join(directory, "circle"));
symlinkSync(directory, join(place, "link-to-served"));
execFileSync("mkfifo", [join(directory, "fifo")]);
afterAll(() => rmSync(place, { recursive: true }));

const contents = (name: string, from = directory): string => {
  const { descriptor, sizeBytes } = openServedFile(from, name);
  try {
    const bytes = readFileSync(descriptor, "utf8");
    expect(sizeBytes).toBe(bytes.length);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
};
const refusal = (name: string): string => {
  try {
    closeSync(openServedFile(directory, name).descriptor);
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error(`'${name}' was served`);
};

test.each([
  ["image", "an image"],
  ["/image", "an image"],
  ["./below//deep", "deep"],
  ["inner-link", "deep"],
])("'%s' is served", (name, content) => expect(contents(name)).toBe(content));

test("a link may be what is served, and its target may change", () =>
  expect(contents("image", join(place, "link-to-served"))).toBe("an image"));

test.each([
  ["nothing-here", "1 file not found"],
  ["", "1 file not found"],
  ["/", "1 file not found"],
  ["below", "1 file not found"],
  ["image/deeper", "1 file not found"],
  ["fifo", "1 file not found"],
  ["circle", "1 file not found"],
  ["x".repeat(60_000), "1 file not found"],
  ["/etc/passwd", "1 file not found"],
  ["../outside", "2 access violation"],
  ["below/../image", "2 access violation"],
  ["/../../../../etc/passwd", "2 access violation"],
  ["up/outside", "2 access violation"],
  ["sibling/outside", "2 access violation"],
  ["outer-link", "2 access violation"],
  ["zero", "2 access violation"],
  ["private", "2 access violation"],
])("'%.30s' is refused: %s", (name, said) => expect(refusal(name)).toBe(said));

test("no name made of these words gives what is outside", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "..",
          ".",
          "",
          "up",
          "sibling",
          "below",
          "outside",
          "served",
          "outer-link",
          "link-to-served",
        ),
        { maxLength: 8 },
      ),
      (words) => {
        let content = "refused";
        try {
          content = contents(words.join("/"));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
        expect(content).not.toBe("outside");
      },
    ),
    { numRuns: 500 },
  ));
