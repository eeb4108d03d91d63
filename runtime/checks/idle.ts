/** Waits as the router's agent does, for everything and for ever. */
import * as host from "host";
import { setReadHandler } from "os";
import * as std from "std";

const folder = host.inotify();
host.watch(folder, "/run", host.IN_MOVED_TO);
const sources = [
  folder,
  host.signals([host.SIGTERM, host.SIGCHLD]),
  host.netlink(host.NETLINK_ROUTE, 1),
  host.netlink(host.NETLINK_KOBJECT_UEVENT, 1),
  host.listenUnix(`/tmp/idle-${host.pid()}`),
];
for (const source of sources) setReadHandler(source, () => std.exit(1));
std.out.puts("ready\n");
std.out.flush();
