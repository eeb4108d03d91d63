import { describe } from "vitest";
import { busybox } from "../../packages/busybox/package.ts";
import { tree } from "../../packages/tree/package.ts";
import { declare, value } from "../config/cases/case.ts";
import { refuses, same, takes } from "../config/cases/type-case.ts";
import { option } from "../config/index.ts";
import { text } from "../recipe/fragment.ts";
import { textFile } from "../recipe/recipe.ts";
import { kconfigValue, packageType, recipeType } from "./types.ts";

describe("what systems are made of", () => {
  takes("kconfigValue", kconfigValue, ...same("y", "m", "n", "console=ttyS0", 115_200, -1));
  refuses(
    "kconfigValue",
    kconfigValue,
    [true, 'try: x: "y"'],
    [false, 'try: x: "n"'],
    ["a\nb", "it has a newline"],
    [1.5],
    [null],
  );

  const packages = declare("x", option({ type: packageType, description: "X." }));
  value("package takes a package", [packages, { x: tree }], "x.name", "tree");
  value("the same package twice is one", [packages, { x: tree }, { x: tree }], "x.name", "tree");
  refuses("package", packageType, ["tree"], [busybox], [textFile("a", text`b`)], [{ kind: "build" }]);

  const recipes = declare("x", option({ type: recipeType, description: "X." }));
  value("recipe takes a package", [recipes, { x: tree }], "x.name", "tree");
  value("recipe takes a file", [recipes, { x: textFile("a", text`b`) }], "x.name", "a");
  refuses("recipe", recipeType, ["/etc/motd"], [{ kind: "recipe" }], [7]);
});
