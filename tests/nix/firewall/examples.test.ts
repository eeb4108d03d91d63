/** Batch and text are the same to nft for whatever we show to people: the examples, and configurations in the guides. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readGuide, writeGuide } from "../../guides/read-guide.ts";
import { buildLoader, listed, whyNoOracle } from "./oracle.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "liminix-oracle-"));
const guides = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));

/** Where each configuration is, by what it is called. */
const shown = new Map<string, string>([
  ...readdirSync(join(root, "examples")).map(
    (name) => [`examples/${name}`, join(root, "examples", name)] as const,
  ),
  ...guides.flatMap((guide) =>
    readGuide(guide).files.flatMap(({ name }) => {
      const [, place] = /^([^/]+)\/configuration\.ts$/.exec(name) ?? [];
      return place === undefined ? [] : [[`${place} of docs/${guide}`, join(folder, guide, place)] as const];
    }),
  ),
  ["a firewall without zones", join(folder, "bare")],
  ["the tests' router", join(root, "tests/qemu/firewall")],
]);

/** Those that have a firewall and no mistakes. */
const firewalled = [
  "examples/gateway",
  "house of docs/firewall.md",
  "printing of docs/firewall.md",
  "cottage of docs/gateway.md",
  "behind-another of docs/gateway.md",
  "by-hand of docs/gateway.md",
  "house of docs/internet.md",
  "a firewall without zones",
  "the tests' router",
];

let load = "";
let reason: string | undefined;
beforeAll(async () => {
  for (const guide of guides) writeGuide(readGuide(guide).files, join(folder, guide));
  mkdirSync(join(folder, "bare"));
  const bare =
    'import { defineConfiguration } from "liminix";\nexport default defineConfiguration({ firewall: { enable: true } });\n';
  writeFileSync(join(folder, "bare", "configuration.ts"), bare);
  reason = await whyNoOracle();
  if (reason === undefined) load = await buildLoader();
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(({ skip }) => {
  // Where nobody looks at what was skipped, it is a failure.
  if (reason !== undefined && process.env.CI !== undefined) throw new Error(reason);
  skip(reason !== undefined, reason);
});

/** Its ruleset in files; undefined if it has no firewall, or a mistake. */
async function rulesetOf(name: string): Promise<string | undefined> {
  const place = join(folder, name.replaceAll(/[^a-z]/g, "-"));
  const words = [join(root, "tests/nix/firewall/write-ruleset.ts"), shown.get(name) ?? "", place];
  return await new Promise((resolve) => {
    execFile(process.execPath, words, { timeout: 120_000 }, (error) =>
      resolve(error === null ? place : undefined),
    );
  });
}

test.for(firewalled)("of %s", async (name) => {
  const place = await rulesetOf(name);
  if (place === undefined) throw new Error(`${name} has no firewall`);
  const batch = readFileSync(`${place}.batch`);
  const [both] = await listed(load, [{ batch, text: readFileSync(`${place}.nft`, "utf8") }]);
  expect(both?.batch).toEqual(both?.text);
  expect(JSON.stringify(both?.text)).toContain('"hook":"forward"');
});

test("which are all that have one", async () => {
  const found = [];
  for (const name of shown.keys()) if ((await rulesetOf(name)) !== undefined) found.push(name);
  expect(found.toSorted()).toEqual(firewalled.toSorted());
});
