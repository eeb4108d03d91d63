/**
 * Builds by the real Nix, those that fail above all. A sandbox has no program in it, so they make do with the
 * builders that are part of Nix.
 */
import { access, lstat, mkdtemp, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { hashHex } from "../../src/nix/hash.ts";
import {
  type BuildEvent,
  type Derivation,
  type DerivationSpec,
  derivation,
  NixError,
  type NixProblem,
  openStore,
  type RealiseOptions,
  type Store,
  textSource,
  toSri,
  treeSource,
} from "../../src/nix/index.ts";
import { fileServer } from "./file-server.ts";
import { scratchStore } from "./scratch-store.ts";

const sha256 = (text: string): string => hashHex("sha256", Buffer.from(text));

/** Fetches a file that should have some contents. */
const fetched = (url: string, contents: string, more: Partial<DerivationSpec> = {}): Derivation =>
  derivation({
    name: "file",
    system: "builtin",
    builder: "builtin:fetchurl",
    fixedOutput: { algorithm: "sha256", mode: "flat", hash: sha256(contents) },
    ...more,
    env: { url, outputHashMode: "flat", ...more.env },
  });

/** Copies a file that differs each time it is read. */
const random = derivation({
  name: "random",
  system: "builtin",
  builder: "builtin:fetchurl",
  env: { url: "file:///proc/sys/kernel/random/uuid", outputHashMode: "flat" },
});

const textFile = textSource("not-a-tarball", "neither tar nor xz\n");

/** Fails after saying why. */
const failing = (name: string): Derivation =>
  derivation({
    name,
    system: "builtin",
    builder: "builtin:unpack-channel",
    env: { src: textFile.path, channelName: "x" },
    sources: [textFile],
  });

async function build(store: Store, target: Derivation, options: RealiseOptions = {}): Promise<void> {
  await store.instantiate([target]);
  await store.realise([{ derivation: target }], options);
}

/** What an attempt throws, which must be a NixError. */
async function problemsOf(attempt: Promise<unknown>): Promise<readonly NixProblem[]> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof NixError) return error.problems;
  throw new Error("expected a NixError", { cause: error });
}

test("a fetched file is there afterwards, and its events tell whose it is and how far it is", async () => {
  const contents = "x".repeat(3_000_000);
  await using server = await fileServer((_, response) => {
    response.setHeader("content-length", contents.length).end(contents);
  });
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const file = fetched(`${server.url}/pool/file_1.0.tar.gz`, contents);
  const events: BuildEvent[] = [];
  await build(store, file, { onEvent: (event) => events.push(event) });

  expect(await store.verify(file.outputs.out ?? "")).toBe(true);
  const { drvPath } = file;
  expect(events).toContainEqual({ kind: "started", id: 1, activity: "build", drvPath, name: "file" });
  const url = `${server.url}/pool/file_1.0.tar.gz`;
  expect(events).toContainEqual({
    kind: "started",
    id: 2,
    activity: "fetch",
    drvPath,
    name: "file_1.0.tar.gz",
    url,
  });
  expect(events).toContainEqual({
    kind: "progress",
    id: 2,
    done: contents.length,
    expected: contents.length,
  });
  expect(events.slice(-2)).toEqual([
    { kind: "builds", done: 1, expected: 1, running: 0, failed: 0 },
    { kind: "finished", id: 1 },
  ]);
});

test("a file with other contents is a hash mismatch with both hashes", async () => {
  await using server = await fileServer((_, response) => response.end("tampered"));
  await using real = await scratchStore();
  const file = fetched(`${server.url}/file`, "genuine");
  expect(await problemsOf(build(openStore({ store: real.store }), file))).toEqual([
    {
      kind: "hash-mismatch",
      drvPath: file.drvPath,
      expected: toSri("sha256", sha256("genuine")),
      got: toSri("sha256", sha256("tampered")),
    },
  ]);
});

test("a file that is gone is a failed fetch with its address, however much the server says", async () => {
  await using server = await fileServer((_, response) => {
    response.writeHead(404).end(`<html>${"<p>Not here.</p>\n".repeat(100)}</html>`);
  });
  await using real = await scratchStore();
  const url = `${server.url}/gone`;
  const file = fetched(url, "");
  const [problem] = await problemsOf(build(openStore({ store: real.store }), file));
  expect(problem).toEqual({
    kind: "fetch-failed",
    drvPath: file.drvPath,
    url,
    reason: expect.stringContaining("404"),
  });
});

test("a failed fetch into another store leaves nothing in the machine's own", async () => {
  await using server = await fileServer((_, response) => response.writeHead(404).end());
  await using real = await scratchStore();
  const file = fetched(`${server.url}/gone`, `never seen before: ${server.url}`);
  await problemsOf(build(openStore({ store: real.store }), file));
  await expect(access(file.outputs.out ?? "")).rejects.toThrow("ENOENT");
});

test("with keepGoing every failure is told, and what does not depend on them is built", async () => {
  await using server = await fileServer(({ url }, response) => {
    if (url === "/there") response.end("there");
    else response.writeHead(404).end();
  });
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const [a, b, there] = ["a", "b", "there"].map((path) =>
    fetched(`${server.url}/${path}`, path, { name: path }),
  );
  if (a === undefined || b === undefined || there === undefined) throw new Error("unreachable");
  await store.instantiate([a, b, there]);
  const targets = [a, b, there].map((target) => ({ derivation: target }));
  const problems = await problemsOf(store.realise(targets, { keepGoing: true, jobs: 3 }));
  expect(
    problems.map((problem) => (problem.kind === "fetch-failed" ? problem.url : problem)).toSorted(),
  ).toEqual([`${server.url}/a`, `${server.url}/b`]);
  expect(await store.invalid([there.outputs.out ?? ""])).toEqual([]);
});

test("a failed build has its status, its last lines and the file with its whole log", async () => {
  await using real = await scratchStore();
  const target = failing("broken");
  const [problem] = await problemsOf(build(openStore({ store: real.store }), target));
  expect(problem).toMatchObject({
    kind: "build-failed",
    drvPath: target.drvPath,
    status: 1,
    lastLines: [expect.stringContaining("failed to open archive")],
  });
  if (problem?.kind === "build-failed") await access(problem.logFile ?? "");
});

test("a builder that is not there says so", async () => {
  await using real = await scratchStore();
  const system = await real.nix("nix-instantiate", "--eval", "--json", "-E", "builtins.currentSystem");
  const target = derivation({ name: "x", system: JSON.parse(`${system}`), builder: "/no/such/builder" });
  const [problem] = await problemsOf(build(openStore({ store: real.store }), target));
  expect(problem).toMatchObject({
    kind: "build-failed",
    lastLines: ["executing '/no/such/builder': No such file or directory"],
  });
});

test("what is for another machine is said to be", async () => {
  await using real = await scratchStore();
  const target = derivation({ name: "x", system: "vax-vms", builder: "/builder" });
  expect(await problemsOf(build(openStore({ store: real.store }), target))).toEqual([
    { kind: "wrong-system", drvPath: target.drvPath, required: "vax-vms" },
  ]);
});

test("checking builds again, and tells what came out otherwise", async () => {
  await using server = await fileServer((_, response) => response.end("same"));
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const same = fetched(`${server.url}/same`, "same");
  await build(store, same);
  await build(store, same, { check: true });
  await build(store, random);
  expect(await problemsOf(build(store, random, { check: true }))).toEqual([
    { kind: "not-reproducible", drvPath: random.drvPath },
  ]);
});

test("a build sees neither the machine's files nor its network", async () => {
  let asked = 0;
  await using server = await fileServer((_, response) => {
    asked++;
    response.end();
  });
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  for (const url of [new URL(import.meta.url).href, "file:///etc/os-release", `${server.url}/x`]) {
    const env = { url, outputHashMode: "flat" };
    const target = derivation({ name: "x", system: "builtin", builder: "builtin:fetchurl", env });
    const [problem] = await problemsOf(build(store, target));
    expect(problem).toMatchObject({ kind: "fetch-failed", url });
  }
  expect(asked).toBe(0);
});

test("an aborted build ends cleanly, and the next run goes on from there", async () => {
  const asked: (string | undefined)[] = [];
  const abort = new AbortController();
  await using server = await fileServer(({ url }, response) => {
    asked.push(url);
    if (url === "/second" && !abort.signal.aborted) abort.abort();
    else response.end(url?.slice(1));
  });
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const first = fetched(`${server.url}/first`, "first");
  const inputs = [{ derivation: first, outputs: ["out"] }];
  const second = fetched(`${server.url}/second`, "second", { inputs });
  expect(await problemsOf(build(store, second, { signal: abort.signal }))).toEqual([{ kind: "interrupted" }]);
  expect(await store.invalid([first.outputs.out ?? "", second.outputs.out ?? ""])).toEqual([
    second.outputs.out,
  ]);

  await build(store, second);
  expect(asked).toEqual(["/first", "/second", "/second"]);
  expect(await store.verify(second.outputs.out ?? "")).toBe(true);
});

test("a signal that was aborted before starts nothing", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  await store.instantiate([random]);
  const attempt = store.realise([{ derivation: random }], { signal: AbortSignal.abort() });
  expect(await problemsOf(attempt)).toEqual([{ kind: "interrupted" }]);
  expect(await store.invalid([random.outputs.out ?? ""])).toEqual([random.outputs.out]);
});

test("a link made by addRoot keeps its path from the garbage collector, and nothing else is", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const folder = await mkdtemp(join(tmpdir(), "nix-root-"));
  const link = join(folder, "result");
  try {
    await build(store, random);
    const path = random.outputs.out ?? "";
    await store.addRoot(link, path);
    expect(await readlink(link)).toBe(path);
    await real.nix("nix-store", "--gc");
    expect(await store.invalid([path])).toEqual([]);

    await rm(link);
    await real.nix("nix-store", "--gc");
    expect(await store.invalid([path])).toEqual([path]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("addRoot leaves alone what is no link into the store", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const folder = await mkdtemp(join(tmpdir(), "nix-root-"));
  const link = join(folder, "result");
  try {
    await build(store, random);
    await writeFile(link, "precious");
    expect(await problemsOf(store.addRoot(link, random.outputs.out ?? ""))).toEqual([
      { kind: "link-taken", link },
    ]);
    expect((await lstat(link)).isFile()).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("references and requisites of a .drv are what it was made from", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const tree = treeSource("tree", { kind: "file", contents: "leaf" });
  const text = textSource("text", tree.path, [tree]);
  const input = derivation({ name: "input", system: "builtin", builder: "b", sources: [text] });
  const target = derivation({
    name: "target",
    system: "builtin",
    builder: "b",
    inputs: [{ derivation: input, outputs: ["out"] }],
  });
  expect(await store.instantiate([target])).toBe(4);
  expect(await store.references(target.drvPath)).toEqual([input.drvPath]);
  expect((await store.requisites(target.drvPath)).toSorted()).toEqual(
    [tree.path, text.path, input.drvPath, target.drvPath].toSorted(),
  );
});

test("verify notices a changed file, and a path that is not there", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  await build(store, random);
  const path = random.outputs.out ?? "";
  expect(await store.verify(path)).toBe(true);
  await rm(join(real.store, path));
  await writeFile(join(real.store, path), "tampered");
  expect(await store.verify(path)).toBe(false);
  expect(await store.verify(path.replace("random", "absent"))).toBe(false);
});

test("thousands of paths do not overflow a command line", async () => {
  await using real = await scratchStore();
  const store = openStore({ store: real.store });
  const many = Array.from({ length: 20_000 }, (_, n) => textSource(`${"long-".repeat(30)}${n}`, "").path);
  await store.instantiate([random]);
  expect(await store.invalid([...many, random.drvPath])).toEqual(many);
});

test("a machine without Nix is told from a broken one", async () => {
  vi.stubEnv("PATH", "/var/empty");
  try {
    expect(await openStore().isNixThere()).toBe(false);
    expect(await problemsOf(openStore().invalid([random.drvPath]))).toEqual([{ kind: "no-nix" }]);
  } finally {
    vi.unstubAllEnvs();
  }
  expect(await openStore().isNixThere()).toBe(true);
});

test("a source that cannot be written fails with its own error", async () => {
  await using real = await scratchStore();
  const broken = {
    ...textFile,
    nar: () => {
      throw new Error("no such tree");
    },
  };
  const target = derivation({ name: "x", system: "builtin", builder: "b", sources: [broken] });
  await expect(openStore({ store: real.store }).instantiate([target])).rejects.toThrow("no such tree");
});

test("a store where nobody may write is told as such", async () => {
  const [problem] = await problemsOf(openStore({ store: "/sys/nix-test" }).instantiate([random]));
  expect(problem).toMatchObject({ kind: "store-not-writable" });
});
