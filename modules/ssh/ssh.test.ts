import { expect, test } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import { type ConfigDefinitions, defineConfiguration } from "../../src/index.ts";
import { evaluate, loadValue } from "../../src/pipeline.ts";
import { homes } from "./homes.ts";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDFXpFhJmZBIt9YvMgrlPt/05OFTYATHPXKwAmZuIdFk alice@laptop";
const mistakes = async (configuration: ConfigDefinitions): Promise<readonly string[]> => {
  const loaded = await loadValue(defineConfiguration({ ssh: { enable: true }, ...configuration }), qemu);
  try {
    evaluate(loaded);
    return [];
  } catch (thrown) {
    return (thrown as { complaints: { message: string }[] }).complaints.map(({ message }) => message);
  }
};

test("SSH without a key is a mistake, and so is a key without a shell or a home", async () => {
  expect(await mistakes({})).toEqual(["SSH is enabled, and nobody has a key to log in with"]);
  expect(await mistakes({ users: { root: { keys: [key] } } })).toEqual([]);
  expect(await mistakes({ users: { alice: { uid: 1000, keys: [key] } } })).toEqual([
    "User 'alice' has a key for SSH, and no shell to come to",
    "User 'alice' has a key for SSH, and no home to keep it in",
  ]);
});

test("keys are in the homes of those who have some, where nobody else can write", () => {
  const user = (home: string, keys: readonly string[]) => ({ uid: 1000, gid: 100, home, keys });
  const tree = homes({
    root: user("/root", [key]),
    alice: user("/home/alice", [key, key]),
    bob: user("/home/bob", []),
    carol: user("/home/carol", [key]),
  });
  expect(Object.keys(tree)).toEqual(["root", "home"]);
  expect(Object.keys(tree.home ?? {})).toEqual(["alice", "carol"]);
  expect(tree).toMatchObject({
    home: {
      alice: {
        ".ssh": {
          mode: 0o700,
          uid: 1000,
          entries: {
            authorized_keys: { mode: 0o600, uid: 1000, gid: 100, content: { parts: [`${key}\n${key}\n`] } },
          },
        },
      },
    },
  });
});
