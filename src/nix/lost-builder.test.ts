import { expect, test } from "vitest";
import { lostBuilder } from "./lost-builder.ts";

// What Nix 2.8.0 said of a name that no server knows, and of a host whose key ssh had not seen before.
test.each([
  [
    "cannot build on 'ssh://nowhere': error: cannot connect to 'nowhere': ssh: Could not resolve hostname nowhere: Name or service not known",
    "ssh://nowhere",
    "ssh: Could not resolve hostname nowhere: Name or service not known",
  ],
  [
    "cannot build on 'ssh://root@10.0.0.1': error: cannot connect to 'root@10.0.0.1': Host key verification failed.\nmore",
    "ssh://root@10.0.0.1",
    "Host key verification failed.",
  ],
])("%s", (text, machine, reason) => expect(lostBuilder(text)).toEqual({ machine, reason }));

test("other messages lose no machine", () =>
  expect(lostBuilder("building '/nix/store/x.drv' on 'ssh://builder'")).toBeUndefined());
