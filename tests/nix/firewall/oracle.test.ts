import { beforeAll, expect, test } from "vitest";
import { everyStatement } from "./every-statement.ts";
import { buildLoader, listings } from "./oracle.ts";

let load = "";
beforeAll(async () => {
  load = await buildLoader();
});

test("for everything that a ruleset can say, batch and text are the same to nft", async () => {
  const [listed] = await listings(load, [everyStatement]);
  expect(listed?.batch).toEqual(listed?.text);
  expect(JSON.stringify(listed?.text)).toContain("masquerade");
});
