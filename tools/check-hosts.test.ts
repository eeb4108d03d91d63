import { describe, expect, test } from "vitest";
import { findingsIn, hostsIn } from "./check-hosts.ts";

describe("hostsIn", () => {
  test("takes each host of apt's and npm's answers once", () => {
    const answers = [
      "'http://mirror.example.test/debian/dists/bookworm/InRelease' mirror 0",
      "'http://mirror.example.test/debian/dists/bookworm-updates/InRelease' mirror 0",
      "https://user:word@registry.example.test:4873/npm/",
    ].join("\n");
    expect(hostsIn(answers)).toEqual(["mirror.example.test", "registry.example.test"]);
  });

  test("leaves out this machine and bare addresses, which name no registry", () => {
    expect(hostsIn("http://localhost:4873/ http://127.0.0.1:8080/debian file:///srv/debian")).toEqual([]);
  });
});

describe("findingsIn", () => {
  const forbidden = ["mirror.example.test", "/home/somebody/project"];

  test("finds hosts and directories with their lines", () => {
    const text =
      "deb http://mirror.example.test/debian x\n\nsee mirror.example.test.\n/home/somebody/project/src";
    expect(findingsIn(text, forbidden)).toEqual([
      { line: 1, found: "mirror.example.test" },
      { line: 3, found: "mirror.example.test" },
      { line: 4, found: "/home/somebody/project" },
    ]);
  });

  test("lets other hosts pass that a forbidden one is part of", () => {
    expect(
      findingsIn("www.mirror.example.test mirror.example.test.org /home/somebody/projects", forbidden),
    ).toEqual([]);
  });
});
