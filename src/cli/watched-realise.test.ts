import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import { LiminixError } from "../error.ts";
import type { World } from "../ground.ts";
import { type BuildEvent, derivation, NixError, type RealiseOptions, type Store } from "../nix/index.ts";
import type { Lowering } from "../recipe/lower.ts";
import { Interrupted } from "./interrupted.ts";
import { watchedRealise } from "./watched-realise.ts";

const musl = derivation({ name: "musl-1.2.3", system: "x86_64-linux", builder: "/bin/sh" });
const world = { ground: { seed: { path: "seed" } } } as unknown as World;
const lowering = {
  recipeOf: () => ({ kind: "build", file: "/home/alice/liminix/packages/musl/package.ts" }),
} as unknown as Lowering;

/** A store whose builds go as told; nothing is in it, or everything. */
function storeThat(
  realise: (emit: (event: BuildEvent) => void, options: RealiseOptions) => Promise<void>,
  isFull = false,
): Store {
  const unused = () => Promise.reject(new Error("not asked for"));
  return {
    isNixThere: async () => true,
    invalid: async (paths) => (isFull ? [] : paths.filter((path) => path !== "seed")),
    instantiate: async () => 1,
    realise: (_targets, options = {}) => realise(options.onEvent ?? (() => {}), options),
    addRoot: unused,
    verify: unused,
    realPath: (path) => path,
    references: unused,
    referencesOf: async () => new Map(),
    requisites: unused,
  };
}

function watch(store: Store, stop = new AbortController()) {
  let text = "";
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const context = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr,
    env: {},
    cwd: "/home/alice/liminix",
  };
  const done = watchedRealise(
    { world, lowering, store, derivations: [musl] },
    { ...context, signal: stop.signal },
    false,
  );
  return { done, said: () => text };
}

const begin = {
  kind: "started",
  id: 1,
  activity: "build",
  drvPath: musl.drvPath,
  name: "musl-1.2.3",
} as const;

test("a build is told of from its plan to its end", async () => {
  const { done, said } = watch(
    storeThat(async (emit) => {
      emit(begin);
      emit({ kind: "finished", id: 1 });
    }),
  );
  await done;
  expect(said().replace(/[\d.]+ s/g, "… s")).toBe(
    [
      "  0:00  to do: build 1 package",
      "  0:00  building musl-1.2.3",
      "  0:00  built musl-1.2.3 in … s",
      "  0:00  done in … s: built 1 package",
      "",
    ].join("\n"),
  );
});

test("nothing is said when nothing is to be done", async () => {
  const { done, said } = watch(storeThat(() => Promise.reject(new Error("not asked for")), true));
  await done;
  expect(said()).toBe("");
});

test("a failed build names its recipe's file, as one would type it here", async () => {
  const { done, said } = watch(
    storeThat(async (emit) => {
      emit(begin);
      emit({ kind: "builds", done: 0, expected: 1, running: 0, failed: 1 });
      emit({ kind: "finished", id: 1 });
      const lastLines = ["make: *** [all] Error 1"];
      throw new NixError({
        kind: "build-failed",
        drvPath: musl.drvPath,
        reason: "failed with exit code 2",
        lastLines,
      });
    }),
  );
  const error = await done.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LiminixError);
  expect(error).toMatchObject({
    status: 1,
    complaints: [
      {
        message: "'musl-1.2.3' did not build: it failed with exit code 2",
        places: ["in packages/musl/package.ts", `derivation ${musl.drvPath}`],
        details: ["make: *** [all] Error 1"],
      },
    ],
  });
  expect(said()).toMatch(/failed musl-1\.2\.3 after [\d.]+ s\n$/);
});

test("^C says what is kept", async () => {
  const stop = new AbortController();
  const { done } = watch(
    storeThat(async (emit) => {
      emit(begin);
      stop.abort();
      emit({ kind: "finished", id: 1 });
      throw new NixError({ kind: "interrupted" });
    }),
    stop,
  );
  await expect(done).rejects.toEqual(
    new Interrupted("stopped; what is finished is kept (0 of 1), run the same again to go on"),
  );
});

test("a mistake of ours is left as it is, and the view is closed", async () => {
  const mistake = new TypeError("x is not a function");
  const { done } = watch(storeThat(() => Promise.reject(mistake)));
  await expect(done).rejects.toBe(mistake);
});
