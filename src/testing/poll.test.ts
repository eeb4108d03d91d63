import { expect, test } from "vitest";
import { poll } from "./poll.ts";

test("it tries until it is done", async () => {
  let tries = 0;
  const polled = await poll(10_000, async () =>
    ++tries < 3 ? { done: false, seen: [] } : { done: true, value: tries },
  );
  expect(polled).toEqual({ done: true, value: 3 });
});

test("when time is over it tells what it saw last, and how often it tried", async () => {
  let tries = 0;
  const polled = await poll(250, async () => ({ done: false, seen: [`try ${++tries}`] }));
  expect(polled).toMatchObject({ done: false, seen: [`try ${tries}`], tries });
  expect(tries).toBeGreaterThan(1);
});

test("a try is told how much time is left, and made even when there is none", async () => {
  const left: number[] = [];
  await poll(0, async (leftMs) => {
    left.push(leftMs);
    return { done: false, seen: [] };
  });
  expect(left).toEqual([0]);
});
