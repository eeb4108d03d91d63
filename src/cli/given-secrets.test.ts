import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { givenSecrets } from "./given-secrets.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liminix-given-"));
});
afterEach(() => rm(folder, { recursive: true }));

const given = (secret: readonly string[], secretFile: readonly string[] = []) =>
  givenSecrets({ secret, secretFile }, folder);

test("values come from the command line and from files, whose last line's end is left out", async () => {
  await writeFile(join(folder, "key"), "one\ntwo\n");
  expect(await given(["isp-password=a=b ", "b=2"], ["key=key"])).toEqual({
    "isp-password": "a=b ",
    b: "2",
    key: "one\ntwo",
  });
});

test("what has no name is wrong usage, and is not repeated", async () => {
  await expect(given(["hunter2"])).rejects.toMatchObject({
    status: 100,
    message: expect.stringMatching(/^error: Option '--secret' expects NAME=VALUE, (?!.*hunter2)/s),
  });
});

test.each(["x".repeat(64), "../x", ".new", "a b", "-x"])("%j is no name of a secret", async (name) => {
  await expect(given([`${name}=hunter2`])).rejects.toThrow(
    /^error: Secret '.*' expects a name of (?!.*hunter2)/s,
  );
});

test("what is empty is no secret", async () => {
  await expect(given(["a="])).rejects.toThrow("error: Secret 'a' is empty, expected a value");
});

test("a secret may not be given twice", async () => {
  await expect(given(["a=1"], ["a=key"])).rejects.toThrow("error: Secret 'a' is given twice");
});

test("a file that is not there is an error of the user's", async () => {
  await expect(given([], ["a=nowhere"])).rejects.toMatchObject({
    status: 1,
    message: `error: Secret 'a' expects a file at '${join(folder, "nowhere")}', and there is none`,
  });
});
