/** Logs as svlogd keeps them: "current", and older files named for when they ended. */
import * as host from "host";
import { setReadHandler } from "os";
import { unless } from "../limd/attempt.ts";

type Print = (text: string) => void;

/** All that is kept, the oldest first. */
export function printLog(directory: string, print: Print): void {
  if (host.stat(directory) === undefined) return;
  for (let turns = 0; turns < mostTurns; turns++) {
    const texts = filesOf(directory).map((path) => unless(["ENOENT"], () => host.readFile(path)));
    const isWhole = texts.every((text) => text !== undefined);
    if (!isWhole && turns + 1 < mostTurns) continue;
    for (const text of texts) print(text ?? "");
    return;
  }
}

/** How often it is read anew because the ring turned meanwhile, and a file has another name or is gone. */
const mostTurns = 10;

function filesOf(directory: string): readonly string[] {
  const names = host.readDirectory(directory);
  const older = names.filter((name) => name.startsWith("@") || name.endsWith(".old"));
  return [...older, "current"].map((name) => `${directory}/${name}`);
}

/** Prints what comes on top of that, until somebody ends us. */
export function follow(directory: string, print: Print): void {
  const current = `${directory}/current`;
  let { inode, sizeBytes } = host.stat(current) ?? { inode: 0, sizeBytes: 0 };
  const watcher = host.inotify();
  host.watch(watcher, directory, host.IN_MODIFY | host.IN_CREATE | host.IN_MOVED_TO);
  setReadHandler(watcher, () => {
    host.fileEvents(watcher);
    const now = host.stat(current);
    if (now === undefined) return;
    if (now.inode !== inode) sizeBytes = 0; // the ring has turned
    ({ inode } = now);
    const bytes = host.readBytes(current);
    if (bytes.byteLength > sizeBytes) print(host.decode(bytes.slice(sizeBytes)));
    sizeBytes = bytes.byteLength;
  });
}
