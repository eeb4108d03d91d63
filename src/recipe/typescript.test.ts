import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { scriptModules } from "./typescript.ts";

const folder = mkdtempSync(join(tmpdir(), "liminix-"));
const root = pathToFileURL(`${folder}/`);
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

test("a program is its module and all that it imports, each once", () => {
  write(
    "main.ts",
    `import { a } from "./a.ts";\nimport {\n  b,\n} from "./b.ts";\nimport * as os from "os";\n`,
  );
  write("a.ts", `export { b as a } from "./b.ts";\n`);
  write("b.ts", `import { a } from "./a.ts";\nexport const b = 1;\n`);
  expect(scriptModules(root, "main.ts").map(({ path }) => path)).toEqual(["a.ts", "b.ts", "main.ts"]);
});

test("types become spaces: every place stays where it was", () => {
  const source =
    'import type { X } from "./none.ts";\ninterface I { a: 1 }\nexport const f = (x: X): I => g(x);\n';
  write("types.ts", source);
  const [module] = scriptModules(root, "types.ts");
  expect(module?.text.split("\n").map((line) => line.length)).toEqual(
    source.split("\n").map((line) => line.length),
  );
  expect(module?.text.indexOf("g(x)")).toBe(source.indexOf("g(x)"));
});

test("a module that the router lacks is refused, with the place of its import", () => {
  write("node.ts", `\nimport { readFileSync } from "node:fs";\n`);
  expect(() => scriptModules(root, "node.ts")).toThrow(
    `error: Module "node:fs" is not one of the router's\n  imported in node.ts:2\n  try: a file by its relative path, or "std", "os", "host"`,
  );
});

test("a module outside of the program's folder is refused", () => {
  write("outside.ts", `import "../outside.ts";\n`);
  expect(() => scriptModules(root, "outside.ts")).toThrow('"../outside.ts" is not one of the router\'s');
});

test("a module that is not there is refused, with the place of its import", () => {
  write("lost.ts", `import "./none.ts";\n`);
  expect(() => scriptModules(root, "lost.ts")).toThrow(
    `error: Cannot read '${folder}/none.ts': ENOENT\n  imported in lost.ts:1`,
  );
});

test("Node's warning that stripping is an experiment is not shown to users", () => {
  write("plain.ts", "export const a: number = 1;\n");
  const warned = vi.spyOn(process, "emitWarning");
  scriptModules(root, "plain.ts");
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});
