import { createInterface } from "node:readline";
import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { CommandConsole, TimedOut } from "./command-console.ts";

/** A guest that does with each line what the test says. */
function guest(hear: (words: readonly string[], say: (line: string) => void) => void) {
  const [ours, theirs] = duplexPair();
  const say = (line: string): void => void theirs.write(`${line}\n`);
  createInterface({ input: theirs }).on("line", (line) => hear(line.split(" "), say));
  return { commands: new CommandConsole(ours), end: () => ours.destroy() };
}

const answer = (id: string, status: number, stdout: string): string =>
  [`${id} stdout`, Buffer.from(stdout).toString("base64"), `${id} stderr`, `${id} exit ${status}`].join("\n");

test("a command gives its status and output, and commands may overtake each other", async () => {
  const held: (() => void)[] = [];
  const { commands } = guest(([id = "", , word = ""], say) => {
    const command = Buffer.from(word, "base64").toString();
    held.unshift(() => say(answer(id, 0, `${command} done`)));
    if (held.length === 2) for (const release of held) release();
  });
  const [first, second] = await Promise.all([commands.run("one", 9000), commands.run("two", 9000)]);
  expect([first.stdout, second.stdout]).toEqual(["one done", "two done"]);
});

test("a command that takes too long is killed, and what it had printed is told", async () => {
  const { commands } = guest(([id = "", verb], say) => {
    if (verb === "kill") say(answer(id, 137, "so far"));
  });
  const error = await commands.run("sleep 100", 10).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(TimedOut);
  expect(error.result).toEqual({ status: 137, stdout: "so far", stderr: "" });
});

test("the end of the machine ends what waits for it", async () => {
  const { commands, end } = guest(() => end());
  await expect(commands.run("poweroff", 9000)).rejects.toThrow("the virtual machine ended");
  await expect(commands.run("true", 9000)).rejects.toThrow("the virtual machine ended");
  await expect(commands.ready).rejects.toThrow("the virtual machine ended");
});

test("a guest that is started anew has forgotten its commands", async () => {
  const { commands } = guest((_words, say) => say("ready"));
  await expect(commands.run("kill 1", 9000)).rejects.toThrow("started anew");
  await commands.ready;
});
