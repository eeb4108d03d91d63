/** The stream that `nix-store --export` writes and `--import` reads: libstore/export-import.cc. */
import type { Derivation } from "./derivation.ts";
import { pathOf, referencesOf } from "./graph.ts";
import { writeNar } from "./nar.ts";
import type { Source } from "./source.ts";
import { wireInteger, wireString } from "./wire.ts";

/** Objects as one stream, piece by piece. Each must come after what it refers to. */
export function* exportStream(objects: Iterable<Derivation | Source>): Generator<Uint8Array> {
  for (const object of objects) {
    const references = [...new Set(referencesOf(object).map(pathOf))].toSorted();
    yield Buffer.concat([
      wireInteger(1), // one more object
      object.kind === "source" ? object.nar() : writeNar({ kind: "file", contents: object.aterm }),
      wireInteger(exportMagic),
      ...wireString(pathOf(object)),
      wireInteger(references.length),
      ...references.flatMap((path) => wireString(path)),
      ...wireString(""), // the deriver: nobody built it
      wireInteger(0), // no signature
    ]);
  }
  yield wireInteger(0);
}

/** "NIXE". */
const exportMagic = 0x4558_494e;
