import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { secret } from "../../config/index.ts";
import { sh, text } from "../../recipe/fragment.ts";
import {
  all,
  any,
  bundle,
  carrier,
  clockSynchronised,
  compileGraph,
  configFile,
  hotplug,
  linkUp,
  longrun,
  not,
  oneshot,
  present,
} from "../../system/services/index.ts";
import { runInTest } from "../run-in-test.ts";
import { graphSvg } from "./graph-svg.ts";
import { servicesTree } from "./services-tree.ts";
import { showCondition } from "./show-condition.ts";

const plain = { bold: String, dim: String, red: String, green: String, cyan: String };
const log = longrun({ run: sh`exec log`, description: "keeps <what> is said & done" });
const one = oneshot({ up: sh`one`, dependencies: [log], when: carrier("eth0") });
const graph = compileGraph({ log, one, everything: bundle({ contents: [one], dependencies: [log] }) });

test("the tree has what is wanted at its roots, and each service in full once", () => {
  expect(servicesTree(graph, plain)).toBe(`everything  bundle
├── one  oneshot
│   │    waits for a cable in eth0
│   └── log  longrun: keeps <what> is said & done
└── log, see above
`);
  expect(servicesTree(compileGraph({}), plain)).toBe("no services\n");
});

test("a service tells which secrets it reads, and waits for them", () => {
  const password = configFile({ path: "password", content: text`${secret("isp-password")}\n` });
  const { services } = compileGraph({ wan: longrun({ run: sh`exec wan ${password}` }) });
  expect(servicesTree({ version: 1, services, wanted: ["wan"] }, plain)).toBe(`wan  longrun
     waits for the secret 'isp-password'
     reads     the secret 'isp-password'
`);
});

test("the picture is well-formed, and has every service and every arrow", () => {
  const svg = graphSvg(graph);
  expect(svg).toContain("keeps &lt;what&gt; is said &amp; done");
  for (const name of Object.keys(graph.services)) expect(svg).toContain(`>${name}</text>`);
  // Two needs and one content, and a sample of each kind in the legend.
  expect(svg.match(/url\(#needs\)/g)).toHaveLength(2 + 1);
  expect(svg.match(/url\(#contains\)/g)).toHaveLength(1 + 1);
  const opened = svg.match(/<[a-z][^>]*(?<!\/)>/g)?.length;
  expect(opened).toBe(svg.match(/<\/[a-z]+>/g)?.length);
});

test("what a service says is an arrow to whoever reads it", () => {
  const reader = longrun({ run: sh`exec reader` });
  const { services } = compileGraph({
    reader,
    speaker: longrun({ run: sh`exec speaker`, log: { to: reader } }),
  });
  const svg = graphSvg({ version: 1, services, wanted: ["speaker"] });
  expect(svg.match(/marker-start="url\(#logs\)"/g)).toHaveLength(1 + 1);
  expect(svg).not.toContain('marker-end="url(#logs)"');
});

test.each([
  [present("wlan0"), "wlan0 to exist"],
  [linkUp("eth1"), "eth1 being up"],
  [hotplug({ subsystem: "usb", attributes: { product: "e3372" } }), "a usb device with product=e3372"],
  [not(carrier("eth0")), "no cable in eth0"],
  [
    all(clockSynchronised, any(carrier("eth0"), carrier("eth1"))),
    "the time of day and (a cable in eth0 or a cable in eth1)",
  ],
])("%j is told as '%s'", (when, told) => {
  const { services } = compileGraph({ x: longrun({ run: sh`x`, when }) });
  expect(services.x?.condition && showCondition(services.x.condition)).toBe(told);
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liminix-services-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const show = (...words: string[]) =>
  runInTest(["show", "services", join(import.meta.dirname, "../../../examples/hello"), ...words], {
    cwd: folder,
  });

test("the command draws to the file that is named", async () => {
  expect(await show("--output", "graph.svg")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^graph.svg: \d+ services\n$/),
  });
  expect(readFileSync(join(folder, "graph.svg"), "utf8")).toMatch(/^<svg /);
});

test("a file that is no SVG is refused", async () => {
  const { status, stderr } = await show("--output", "graph.png");
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "error: The picture of services is an SVG file, got 'graph.png'\n  try: --output graph.svg\n",
  });
  expect(existsSync(join(folder, "graph.png"))).toBe(false);
});

test("--json gives the graph", async () => {
  expect(JSON.parse((await show("--json")).stdout)).toMatchObject({ version: 1 });
});
