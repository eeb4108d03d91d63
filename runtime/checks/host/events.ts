/** Descriptors that tell of events. */
import * as host from "host";
import { claim, same, throws } from "../../lib/claim.ts";
import { readable } from "../../lib/readable.ts";
import { at } from "./scratch.ts";

export async function eventClaims(): Promise<void> {
  await claim("inotify tells of a rename into a folder, by name", async () => {
    const descriptor = host.inotify();
    host.mkdir(at("watched"));
    const watch = host.watch(descriptor, at("watched"), host.IN_MOVED_TO | host.IN_DELETE);
    same(host.fileEvents(descriptor), []);
    host.writeFile(at("new"), "x");
    host.rename(at("new"), at("watched/value"));
    host.unlink(at("watched/value"));
    await readable(descriptor);
    const events = host.fileEvents(descriptor);
    same(
      events.map((event) => [event.watch, event.mask, event.name]),
      [
        [watch, host.IN_MOVED_TO, "value"],
        [watch, host.IN_DELETE, "value"],
      ],
    );
    host.unwatch(descriptor, watch);
    throws("ENOENT", () => host.watch(descriptor, at("none"), host.IN_MOVED_TO));
    host.close(descriptor);
    host.rmdir(at("watched"));
  });

  await claim("a signal to itself comes by the descriptor", async () => {
    const descriptor = host.signals([host.SIGTERM, host.SIGUSR1]);
    host.kill(host.pid(), host.SIGTERM);
    await readable(descriptor);
    same(host.receiveSignals(descriptor), [{ signal: host.SIGTERM, pid: host.pid() }]);
    host.close(descriptor);
  });
}
