import { expect, test } from "vitest";
import { buildLogs } from "./build-logs.ts";

test("of each build the last 25 lines are kept, in builds that run side by side", () => {
  const logs = buildLogs();
  logs.add({ kind: "started", id: 1, activity: "build", drvPath: "/a.drv", name: "a" });
  logs.add({ kind: "started", id: 2, activity: "build", drvPath: "/b.drv", name: "b" });
  for (let n = 1; n <= 40; n++) logs.add({ kind: "log", id: 1, line: `a${n}` });
  logs.add({ kind: "log", id: 2, line: "b1" });
  expect(logs.tails.get("/a.drv")).toEqual(Array.from({ length: 25 }, (_, n) => `a${n + 16}`));
  expect(logs.tails.get("/b.drv")).toEqual(["b1"]);
});

test("why a fetch failed is not pushed out by the page that the server sent", () => {
  const logs = buildLogs();
  logs.add({ kind: "started", id: 1, activity: "build", drvPath: "/a.drv", name: "a" });
  const line = "error: unable to download 'http://a.example/': HTTP error 404";
  logs.add({ kind: "log", id: 1, line });
  for (let n = 0; n < 40; n++) logs.add({ kind: "log", id: 1, line: "<p>" });
  expect(logs.tails.get("/a.drv")).toEqual([line]);
});
