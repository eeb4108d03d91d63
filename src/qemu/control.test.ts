import { createInterface } from "node:readline";
import { duplexPair } from "node:stream";
import { expect, test } from "vitest";
import { Control } from "./control.ts";

/** A QEMU that answers each command by what `answer` makes of it. */
function qemu(answer: (command: string) => object) {
  const [ours, theirs] = duplexPair();
  theirs.write(`${JSON.stringify({ QMP: { version: {} } })}\n`);
  createInterface({ input: theirs }).on("line", (line) => {
    const { execute, id } = JSON.parse(line);
    theirs.write(`${JSON.stringify({ event: "STOP" })}\n${JSON.stringify({ ...answer(execute), id })}\n`);
  });
  return { control: new Control(ours), end: (error?: Error) => ours.destroy(error) };
}

test("a command gives what QEMU returns, whatever events come between", async () => {
  const { control } = qemu((command) => ({ return: `${command} done` }));
  expect(await Promise.all([control.execute("stop"), control.execute("cont")])).toEqual([
    "stop done",
    "cont done",
  ]);
});

test("what QEMU says against a command is thrown, with the command", async () => {
  const { control } = qemu(() => ({ error: { class: "GenericError", desc: "no such device" } }));
  await expect(control.execute("set_link")).rejects.toThrow("QEMU's set_link: no such device");
});

test("a command that QEMU's end leaves unanswered is rejected, and so are later ones", async () => {
  const { control, end } = qemu(() => ({ return: {} }));
  const answer = control.execute("quit");
  end();
  await expect(answer).rejects.toThrow("QEMU ended before it answered");
  await expect(control.execute("quit")).rejects.toThrow("QEMU has ended");
});

test("a QEMU that is killed, and so resets the connection, has ended like any other", async () => {
  const { control, end } = qemu(() => ({ return: "done" }));
  await control.execute("stop");
  end(new Error("read ECONNRESET"));
  await expect(control.execute("cont")).rejects.toThrow("QEMU");
});
