import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { poll } from "./poll.ts";
import { Scratch } from "./scratch.ts";

/** Whether a process runs: one that is dead and not yet waited for does not. */
const runs = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

const until = async (question: () => boolean): Promise<boolean> =>
  (
    await poll(5000, async () =>
      question() ? { done: true as const, value: true } : { done: false as const, seen: [] },
    )
  ).done;

test("a scratch directory is gone when it is disposed of", async () => {
  let directory: string;
  {
    await using scratch = await Scratch.create("test");
    directory = scratch.directory;
    expect(existsSync(directory)).toBe(true);
  }
  expect(existsSync(directory)).toBe(false);
});

test.each([
  ["", process.env.PATH],
  [", even where PATH leads nowhere", "/nowhere"],
])(
  "a test process that is killed leaves neither its directory nor the processes it guarded%s",
  async (_, PATH) => {
    const program = `
    import { spawn } from "node:child_process";
    import { Scratch } from ${JSON.stringify(new URL("./scratch.ts", import.meta.url).href)};
    const scratch = await Scratch.create("test");
    const guarded = spawn("/bin/sleep", ["1000"], { detached: true, stdio: "ignore" });
    scratch.guard(guarded.pid);
    console.log(JSON.stringify([scratch.directory, guarded.pid]));
    setInterval(() => {}, 1000);
  `;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PATH },
    });
    const [line] = await once(child.stdout, "data");
    const [directory, pid] = JSON.parse(String(line));
    expect([existsSync(directory), runs(pid)]).toEqual([true, true]);
    child.kill("SIGKILL");
    expect(await until(() => !existsSync(directory) && !runs(pid))).toBe(true);
  },
);
