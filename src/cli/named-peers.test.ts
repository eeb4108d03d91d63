import { expect, test } from "vitest";
import { peerFolder, peerNames } from "../content.ts";
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

test("one word alone is one of those that liminix brings along", () => {
  expect(peerNames()).toEqual(["client", "isp", "world"]);
  expect(named("world,client")).toEqual([
    { name: "world", configuration: peerFolder("world") },
    { name: "client", configuration: peerFolder("client") },
  ]);
});

test("a provider brings the world that it leads to, unless there is one or the provider is one's own", () => {
  const names = (...words: readonly string[]) => named(...words).map(({ name }) => name);
  expect(named("isp,client").at(-1)).toEqual({ name: "world", configuration: peerFolder("world") });
  expect(names("isp,client")).toEqual(["isp", "client", "world"]);
  expect(names("world,isp")).toEqual(["world", "isp"]);
  expect(names("isp", "world=../mars")).toEqual(["isp", "world"]);
  expect(names("isp=../my-isp,client")).toEqual(["isp", "client"]);
});

test.each([
  [
    "ips",
    "Peer 'ips' is unknown, expected one of client, isp, world or the path of a configuration",
    "did you mean 'isp'?",
  ],
  ["xyzzy", "Peer 'xyzzy' is unknown, expected one of", "--with xyzzy=PATH"],
  ["", "Peer '' is unknown", "--with NAME=PATH"],
  ["isp,isp", "Peer 'isp' is named twice", "another name for one of them: other-isp=PATH"],
  ["../My Attic", `Peer 'My Attic' expects a name of a-z, 0-9 and "-"`, "--with laptop=PATH"],
])("%j is refused", (word, message, remedy) => {
  expect(() => named(word)).toThrow(message);
  expect(() => named(word)).toThrow(remedy);
});
