/** A program that fails in ways that nobody catches; which one is its argument. */
import { setReadHandler } from "os";

interface Way {
  readonly name: string;
}

const ways: Readonly<Record<string, () => unknown>> = {
  here: () => {
    throw new TypeError(`no way ${({ name: "here" } satisfies Way).name}`);
  },
  rejected: () => Promise.reject(new Error("nobody waits")),
  "caught-later": async () => {
    const promise = Promise.reject(new Error("somebody waits"));
    await undefined;
    await promise.catch(() => undefined);
  },
  handler: () => setReadHandler(0, fails),
};

function fails(): void {
  setReadHandler(0, null);
  throw new Error("in a handler");
}

if (scriptArgs[1] === "stuck") await new Promise(() => undefined);
else ways[scriptArgs[1] ?? "here"]?.();
