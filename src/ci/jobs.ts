/** What is to be run after every change, as data: the checks, each project of tests, each device with each of its examples. */
import { deviceNames, exampleNames } from "../content.ts";
import { LiminixError } from "../error.ts";
import { evaluate, load } from "../pipeline.ts";

export interface Job {
  readonly name: string;
  readonly kind: "check" | "test" | "build";
  /** What to type in the project's folder, on a machine where nothing is built. */
  readonly run: string;
  /** After so long it hangs. */
  readonly minutes: number;
}

/** Vitest's projects, and how long each may take: much of that is kernels, where nothing is built yet. */
const SUITES: Readonly<Record<string, number>> = { program: 30, nix: 120, qemu: 180, long: 350 };
const CHECK_MINUTES = 30;
/** A kernel from nothing, and all that is in its image. */
const BUILD_MINUTES = 120;

/** The jobs; those that say most in the least time come first. */
export async function ciJobs(): Promise<readonly Job[]> {
  const suites = Object.entries(SUITES).map(
    ([project, minutes]): Job => ({
      name: `test ${project}`,
      kind: "test",
      run: `./run-tests --project ${project}`,
      minutes,
    }),
  );
  const check: Job = { name: "check", kind: "check", run: "./run-tests --quick", minutes: CHECK_MINUTES };
  return [check, ...suites, ...(await builds())];
}

async function builds(): Promise<readonly Job[]> {
  const pairs = deviceNames().flatMap((device) => exampleNames().map((example) => ({ device, example })));
  const isItsOwn = await Promise.all(pairs.map(({ device, example }) => isFor(example, device)));
  return pairs
    .filter((_, index) => isItsOwn[index])
    .map(({ device, example }) => ({
      name: `build ${example} for ${device}`,
      kind: "build",
      run: `./liminix build examples/${example} --device ${device}`,
      minutes: BUILD_MINUTES,
    }));
}

/** Whether the device has all that an example names; any other mistake in the example is one. */
async function isFor(example: string, device: string): Promise<boolean> {
  try {
    evaluate(await load(`examples/${example}`, device));
    return true;
  } catch (error) {
    const lacks = /^Device '.*' has no (interface|radio) '/;
    if (error instanceof LiminixError && error.complaints.every(({ message }) => lacks.test(message)))
      return false;
    throw error;
  }
}
