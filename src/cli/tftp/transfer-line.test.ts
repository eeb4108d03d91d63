import { expect, test } from "vitest";
import type { Transfer } from "../../tftp/index.ts";
import { eventLine, progressLine } from "./transfer-line.ts";

const transfer = (facts: object = {}): Transfer =>
  ({
    request: { kind: "read", file: "uimage", mode: "octet", options: new Map() },
    file: { descriptor: 3, sizeBytes: 4_000_000 },
    negotiated: { terms: { blockSize: 1468, windowSize: 1 }, agreed: new Map() },
    begunAtMs: 1000,
    acknowledgedBytes: 1_000_000,
    repeatedBlocks: 0,
    ...facts,
  }) as unknown as Transfer;
const client = "192.0.2.7";

test("what runs has its share, amount and speed", () =>
  expect(progressLine(client, transfer(), 3000)).toBe("192.0.2.7 uimage: 25 %, 1.0 MB of 4.0 MB, 500 kB/s"));

test("what is done has its time, speed and terms", () => {
  const ended = { kind: "ended", client, outcome: { kind: "done" } } as const;
  expect(eventLine({ ...ended, transfer: transfer() }, 3000)).toBe(
    "192.0.2.7 uimage: 4.0 MB in 2.0 s, 2.0 MB/s (blocks of 1468)",
  );
  const windows = transfer({
    negotiated: { terms: { blockSize: 512, windowSize: 8 }, agreed: new Map() },
    repeatedBlocks: 16,
  });
  expect(eventLine({ ...ended, transfer: windows, outcome: { kind: "unconfirmed" } }, 3000)).toBe(
    "192.0.2.7 uimage: 4.0 MB in 2.0 s, 2.0 MB/s (blocks of 512, 8 at once; 16 sent again; the last not confirmed)",
  );
});

test("what failed has its reason", () =>
  expect(
    eventLine(
      {
        kind: "ended",
        client,
        transfer: transfer(),
        outcome: { kind: "failed", reason: "the client has gone" },
      },
      3000,
    ),
  ).toBe("192.0.2.7 uimage: failed after 2.0 s and 1.0 MB of 4.0 MB: the client has gone"));

test("a name from the network moves no cursor and fills no screen", () => {
  const line = eventLine(
    { kind: "refused", client, what: `\x1b[2Jno\n${"x".repeat(9000)}`, reason: "file not found" },
    0,
  );
  expect(line).toMatch(/^192\.0\.2\.7 no[x… {2}]{1,60}: refused: file not found$/);
});
