/** Logs as svlogd keeps them: "current", and older files named for when they ended. */
import * as host from "host";
import { setReadHandler } from "os";

type Print = (text: string) => void;

/** All that is kept, the oldest first. */
export function printLog(directory: string, print: Print): void {
  if (host.stat(directory) === undefined) return;
  const names = host.readDirectory(directory);
  for (const name of names.filter((each) => each.startsWith("@") || each.endsWith(".old")))
    print(host.readFile(`${directory}/${name}`));
  if (names.includes("current")) print(host.readFile(`${directory}/current`));
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
