import { setImmediate as nextRound } from "node:timers/promises";
import { expect, test } from "vitest";
import { Watchfulness } from "./watchfulness.ts";

async function asleep(watchfulness: Watchfulness): Promise<void> {
  while (watchfulness.isAwake) await nextRound();
}

test("while answers come at once, it stays awake for each", () => {
  const watchfulness = new Watchfulness();
  for (let packet = 0; packet < 1000; packet++) {
    watchfulness.expectAnswer();
    expect(watchfulness.isAwake).toBe(true);
    watchfulness.answered();
  }
});

test("when nothing is waited for, it sleeps", async () => {
  const watchfulness = new Watchfulness();
  watchfulness.expectAnswer();
  watchfulness.answered();
  await nextRound();
  await nextRound();
  expect(watchfulness.isAwake).toBe(false);
});

test("where answers come late, it hardly ever waits for them awake", async () => {
  const watchfulness = new Watchfulness();
  let awake = 0;
  for (let packet = 0; packet < 10_000; packet++) {
    watchfulness.expectAnswer();
    awake += Number(watchfulness.isAwake);
    await asleep(watchfulness);
    watchfulness.answered();
  }
  expect(awake).toBeGreaterThan(0);
  expect(awake).toBeLessThan(10);
});

test("once answers come in time again, it finds out", async () => {
  const watchfulness = new Watchfulness();
  for (let packet = 0; packet < 100; packet++) {
    watchfulness.expectAnswer();
    await asleep(watchfulness);
  }
  const awake: boolean[] = [];
  for (let packet = 0; packet < 10_000; packet++) {
    watchfulness.expectAnswer();
    awake.push(watchfulness.isAwake);
    watchfulness.answered();
  }
  expect(awake.at(-1)).toBe(true);
});
