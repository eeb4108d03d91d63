import { expect, test } from "vitest";
import { namedPeers } from "./named-peers.ts";

const named = (...words: readonly string[]) => namedPeers(words, "/home/alice");

test("peers are named by their paths, or by a name and a path", () => {
  expect(named("attic/,./cellar/configuration.ts", "laptop=examples/hello,shed=a=b")).toEqual([
    { name: "attic", configuration: "/home/alice/attic" },
    { name: "cellar", configuration: "/home/alice/cellar/configuration.ts" },
    { name: "laptop", configuration: "/home/alice/examples/hello" },
    { name: "shed", configuration: "/home/alice/a=b" },
  ]);
});

test.each([
  ["xyzzy", "Peer 'xyzzy' is unknown, expected", "--with xyzzy=PATH"],
  ["", "Peer '' is unknown", "--with NAME=PATH"],
  ["./isp,isp=x", "Peer 'isp' is named twice", "another name for one of them: other-isp=PATH"],
  ["../My Attic", `Peer 'My Attic' expects a name of a-z, 0-9 and "-"`, "--with laptop=PATH"],
])("%j is refused", (word, message, remedy) => {
  expect(() => named(word)).toThrow(message);
  expect(() => named(word)).toThrow(remedy);
});
