import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const names = ["console", "hostname", "syslog", "wan"];

test("a slip of the finger is understood, and the beginning of a name", () => {
  expect(nearestName("sysolg", names)).toBe("syslog");
  expect(nearestName("cons", names)).toBe("console");
  expect(nearestName("van", names)).toBe("wan");
});

test("what is like nothing is like nothing", () => {
  expect(nearestName("firewall", names)).toBeUndefined();
});
