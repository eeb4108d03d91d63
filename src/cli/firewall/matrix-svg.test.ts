import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluate, load } from "../../pipeline.ts";
import { matrixSvg } from "./matrix-svg.ts";
import { zoneMatrix } from "./zone-matrix.ts";

test("docs/images/firewall.svg is what the gateway of the examples does", async () => {
  const { firewall } = evaluate(await load("examples/gateway", "qemu"));
  const picture = new URL("../../../docs/images/firewall.svg", import.meta.url);
  expect(readFileSync(picture, "utf8")).toBe(matrixSvg(zoneMatrix(firewall)));
});

test("names are written as they are, whatever is in them", () => {
  const svg = matrixSvg([{ from: "lan", to: "router", open: ["<b>&"] }]);
  expect(svg).toContain("&lt;b&gt;&amp;");
});
