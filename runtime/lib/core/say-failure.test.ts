import { expect, test } from "vitest";
import { sayFailure } from "./say-failure.ts";

const exitReasons = { 19: "the provider refuses the name or the password" };

test("a status that the service explains is told in its words, another one as a number", () => {
  const said = (code: number): string =>
    sayFailure({ kind: "ended", status: { code } }, { type: "longrun", exitReasons });
  expect(said(19)).toBe("the provider refuses the name or the password");
  expect(said(1)).toBe("its process ended with status 1");
  expect(said(0)).toBe("its process ended by itself");
});

test("a signal is no status", () => {
  const killed = { kind: "ended", status: { signal: "TERM" } } as const;
  expect(sayFailure(killed, { type: "oneshot", exitReasons })).toBe("its up script was ended by signal TERM");
});
