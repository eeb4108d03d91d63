/** Where the peers of a run are found by their names: a directory of this user's. */
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { systemError } from "../error.ts";
import { type Place, placeOf } from "./place.ts";

/** In XDG_RUNTIME_DIR, which is a user's own, or else where all users have their temporary files. */
export const peersDirectory = (): string =>
  join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), `liminix-${userInfo().uid}`);

/** A peer's place, whose directory is there. */
export async function peerPlace(name: string): Promise<Place> {
  const home = peersDirectory();
  await mkdir(home, { recursive: true, mode: 0o700 });
  // Somebody else might have been first, to have our sockets.
  const found = await lstat(home);
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o022) !== 0) {
    throw systemError({
      message: `'${home}' belongs to somebody else or may be written by others, expected a directory of your own`,
      try: "XDG_RUNTIME_DIR set to one",
    });
  }
  const place = placeOf(join(home, name));
  await mkdir(place.directory, { recursive: true, mode: 0o700 });
  return place;
}
