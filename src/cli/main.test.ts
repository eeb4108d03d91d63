import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

async function liminix(...words: readonly string[]) {
  const child = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  return { child, ended: once(child, "close").then(([status]) => ({ status, stderr })) };
}

test("the exit status is the command line's", async () => {
  const { ended } = await liminix("biuld");
  expect(await ended).toEqual({
    status: 100,
    stderr: "error: 'liminix' has no command 'biuld'\n  try: did you mean 'build'?\n",
  });
});

test("a reader that has seen enough is no error", async () => {
  const { child, ended } = await liminix("--help");
  child.stdout.destroy();
  expect(await ended).toEqual({ status: 0, stderr: "" });
});
