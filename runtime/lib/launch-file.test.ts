import { expect, test } from "vitest";
import type { ProcessSettings } from "./graph.ts";
import { launchFile } from "./launch-file.ts";

const launchers = { launch: "/nix/store/l/bin/launch", runAs: "/nix/store/r/bin/run-as", logPipe: "" };
const plain: ProcessSettings = {
  capabilities: "all",
  noNewPrivileges: true,
  limits: {},
  umask: 0o022,
  directory: "/",
  environment: {},
};

test("a process with all rights is started without run-as", () => {
  const text = launchFile(launchers, {
    argv: ["/run", "two words"],
    process: plain,
    born: "/b",
    session: true,
  });
  expect(text).toBe(
    "#!/nix/store/l/bin/launch\nborn /b\nsession\numask 22\ndirectory /\nno-new-privileges\n" +
      "argument /run\nargument two words\n",
  );
});

test("rights are run-as' business", () => {
  const process = { ...plain, user: "ntp", groups: ["a", "b"], capabilities: [], limits: { nofile: 9 } };
  const words = launchFile(launchers, { argv: ["/run"], process })
    .split("\n")
    .filter((line) => line.startsWith("argument "))
    .map((line) => line.slice("argument ".length));
  expect(words).toEqual([
    launchers.runAs,
    ...["--user", "ntp", "--groups", "a,b", "--capabilities", "", "--limit", "nofile=9", "--", "/run"],
  ]);
});

test("what would be two settings is refused", () => {
  expect(() => launchFile(launchers, { argv: ["/run", "a\nuser root"] })).toThrow("more than one line");
});
