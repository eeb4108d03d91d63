import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ConsoleText } from "./console-text.ts";

const noLimit = new AbortController().signal;

test("a search finds what is there already, and goes on from there", async () => {
  const stream = new PassThrough();
  const console = new ConsoleText(stream);
  stream.write("one 1\r\ntwo 2\r\n");
  const first = await console.find(/\d/, noLimit);
  const second = await console.find(/\d/, noLimit);
  expect([first[0], second[0]]).toEqual(["1", "2"]);
});

test("a search waits for what is not there yet, even if it comes in pieces", async () => {
  const stream = new PassThrough();
  const console = new ConsoleText(stream);
  const found = console.find(/log(in): $/, noLimit);
  stream.write("hello lo");
  stream.write("gin: ");
  expect((await found)[1]).toBe("in");
});

test("a search that is given up says why", async () => {
  const console = new ConsoleText(new PassThrough());
  await expect(console.find(/never/, AbortSignal.abort(new Error("time is over")))).rejects.toThrow(
    "time is over",
  );
});

test("what is there is found, though nothing more will come", async () => {
  const stream = new PassThrough();
  const console = new ConsoleText(stream);
  stream.write("its last words\n");
  expect((await console.find(/last/, AbortSignal.abort())).index).toBe(4);
});

test("lines end as on the host, and a letter may come in two pieces", async () => {
  const stream = new PassThrough();
  const console = new ConsoleText(stream);
  stream.write(Buffer.from([0xc3]));
  stream.write(Buffer.from([0xbc, 0x0d, 0x0a]));
  await console.find(/ü/, noLimit);
  expect(console.text).toBe("ü\n");
});
