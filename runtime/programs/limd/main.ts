/**
 * limd: brings up what the compiled graph wants, and keeps it so. Started by init, and again whenever it ends;
 * services run on meanwhile, and the next one takes them up.
 *
 * usage: limd LAUNCH RUN-AS LOG-PIPE      the paths of the programs of these names (packages/)
 */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit } from "std";
import type { Graph } from "../../lib/graph.ts";
import { makeDirectory } from "./files.ts";
import { Journal } from "./journal.ts";
import { clockDirectory, graphPath, lockPath, ownLog, rememberedDirectory, socketPath } from "./layout.ts";
import { Reconciler } from "./reconciler.ts";
import { serve } from "./serve.ts";

const [, launch, runAs, logPipe] = scriptArgs;
if (launch === undefined || runAs === undefined || logPipe === undefined) {
  err.puts("usage: limd LAUNCH RUN-AS LOG-PIPE\n");
  exit(100);
}

// Whatever started us: files that others may read are readable, and no terminal is ours.
host.umask(0o022);
makeDirectory("/run/services", { mode: 0o755 });
makeDirectory("/run/services/files", { mode: 0o711 });
makeDirectory(rememberedDirectory, { mode: 0o700 });
makeDirectory(clockDirectory, { mode: 0o755 });
makeDirectory(ownLog.slice(0, ownLog.lastIndexOf("/")), { mode: 0o750 });
const journal = new Journal(ownLog);

// Of two, the second would take the first one's services for orphans.
const lock = host.open(lockPath, host.O_RDWR | host.O_CREAT, 0o600);
if (!host.lock(lock)) {
  err.puts("limd: another limd runs\n");
  exit(111);
}

const signals = host.signals([host.SIGCHLD]);
setReadHandler(signals, () => {
  host.receiveSignals(signals);
  while (host.reap() !== undefined); // who ended is told by descriptors: most are no children of ours
});

journal.say("begins");
const reconciler = new Reconciler(
  JSON.parse(host.readFile(graphPath)) as Graph,
  { launch, runAs, logPipe },
  journal,
);
reconciler.begin();
serve(reconciler, socketPath, reconciler.accounts.systemGroup);
journal.say("listens");
