import { expect, test } from "vitest";
import { derivation } from "./derivation.ts";
import { exportStream } from "./export-stream.ts";
import { writeNar } from "./nar.ts";
import { textSource } from "./source.ts";
import { wireInteger, wireString } from "./wire.ts";

const concat = (parts: Iterable<Uint8Array>): Buffer => Buffer.concat([...parts]);

test("an object is its NAR, then its path and sorted references", () => {
  const [a, b] = [textSource("a", ""), textSource("b", "")];
  const made = derivation({ name: "x", system: "builtin", builder: "b", sources: [a, b, a] });
  const nar = writeNar({ kind: "file", contents: made.aterm });
  const expected = concat([
    wireInteger(1),
    nar,
    Buffer.from("NIXE\0\0\0\0"),
    ...wireString(made.drvPath),
    wireInteger(2),
    ...[a.path, b.path].toSorted().flatMap((path) => wireString(path)),
    wireInteger(0),
    wireInteger(0),
    wireInteger(0),
  ]);
  expect(concat(exportStream([made]))).toEqual(expected);
});

test("nothing is one zero", () => {
  expect(concat(exportStream([]))).toEqual(Buffer.alloc(8));
});

test("a source's NAR is not written before its turn", () => {
  const broken = { ...textSource("a", ""), nar: () => expect.unreachable("asked for too early") };
  const stream = exportStream([textSource("b", ""), broken]);
  expect(stream.next().done).toBe(false);
});
