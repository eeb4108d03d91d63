import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dedent } from "./dedent.ts";
import { type Fragment, quoteWord, sh, text } from "./fragment.ts";
import { textFile } from "./recipe.ts";

const shown = ({ parts }: Fragment) =>
  parts.map((part) => (typeof part === "string" ? part : "<hole>")).join("");
const recipe = textFile("motd", text`hello`);

describe("sh", () => {
  test("takes off the indentation that all lines share", () => {
    expect(
      shown(sh`
        if true; then
          echo yes
        fi
      `),
    ).toBe("if true; then\n  echo yes\nfi\n");
  });

  test("keeps a word bare when nothing in it is special, and quotes it otherwise", () => {
    expect(shown(sh`echo ${"plain-1.2"} ${"it's here"} ${""}`)).toBe("echo plain-1.2 'it'\\''s here' ''");
  });

  test("spreads a list into words", () => {
    expect(shown(sh`ls ${["-l", "a b"]} end`)).toBe("ls -l 'a b' end");
    expect(shown(sh`ls ${[]} end`)).toBe("ls  end");
  });

  test("keeps store objects as values, fragments as they are, and the shell's own backslashes", () => {
    expect(sh`cat ${recipe}`.parts).toEqual(["cat ", recipe]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what the shell is to read
    const expected = "set -e -u; printf 'a\\n'; echo ${HOME%/}";
    expect(shown(sh`set ${sh`-e -u`}; printf 'a\n'; echo \${HOME%/}`)).toBe(expected);
  });

  test("a quoted word is one word to a real shell, whatever is in it", () => {
    const words = fc.array(
      fc.string({ unit: "binary" }).filter((word) => !/[\0\ud800-\udfff]/.test(word)),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(words, (words) => {
        const script = `for word in ${words.map(quoteWord).join(" ")}; do printf '%s\\0' "$word"; done`;
        const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
        expect(printed).toBe(words.map((word) => `${word}\0`).join(""));
      }),
      { numRuns: 20 },
    );
  });
});

describe("text", () => {
  test("quotes nothing and reads escapes as JavaScript does", () => {
    expect(shown(text`a\t${"it's"}`)).toBe("a\tit's");
  });

  test("is indented by its own lines, not by those of a hole", () => {
    const body = text`
      one
        two
    `;
    expect(
      shown(text`
        head
        ${body}tail
      `),
    ).toBe("head\none\n  two\ntail\n");
  });
});

test("dedent leaves text alone that does not start on a line of its own", () => {
  expect(dedent("  one\n  two")).toBe("  one\n  two");
  expect(dedent("\n    one\n\n      two\n  ")).toBe("one\n\n  two\n");
});
