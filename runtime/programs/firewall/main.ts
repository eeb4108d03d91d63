/**
 * Loads a ruleset, and keeps its sets of interfaces as services tell of them:
 * `firewall RULESET [follow SET FILE]… [offload FLOWTABLE]`. FILE is an output that holds an interface's name while
 * there is one. The ruleset stays when the program ends.
 */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit } from "std";
import { linkGroup } from "../../lib/link-messages.ts";
import { type Followed, parseArguments } from "../../lib/nftables/loader-arguments.ts";
import { addDevices, changeInterfaces, type Message } from "../../lib/nftables/messages.ts";
import { FileWatcher } from "../limd/file-watcher.ts";
import { Devices } from "./devices.ts";
import { NfTables, type Refusal } from "./kernel.ts";

const table = "firewall";
const none = new Uint8Array();

const wanted = parseArguments(scriptArgs.slice(1));
if (wanted === undefined) {
  err.puts("firewall: expects RULESET [follow SET FILE]… [offload FLOWTABLE SET…]\n");
  exit(100);
}
const kernel = new NfTables();
/** What is in the sets because of each file. */
const present = new Map<Followed, string>();

for (const one of wanted.follow) {
  const name = interfaceIn(one);
  if (name !== undefined) present.set(one, name);
}
const found = [...present].map(([{ set }, name]) =>
  changeInterfaces("add", { table, set, interfaces: [name] }),
);
const refusal = kernel.change(new Uint8Array(host.readBytes(wanted.ruleset)), found);
if (refusal !== undefined) {
  err.puts(`firewall: the kernel refuses ${said(refusal)}; what was in force before still is\n`);
  exit(1);
}

const devices =
  wanted.flowtable === undefined
    ? undefined
    : new Devices((names) => kernel.change(none, [addDevices(table, wanted.flowtable ?? "", names)]));
devices?.want([...wanted.devices, ...present.values()]);
if (devices !== undefined) follow(devices);
const watcher = wanted.follow.length > 0 ? new FileWatcher() : undefined;
for (const directory of new Set(wanted.follow.map(directoryOf))) {
  const mask = host.IN_MOVED_TO | host.IN_MOVED_FROM | host.IN_CLOSE_WRITE | host.IN_DELETE;
  const here = wanted.follow.filter((one) => directoryOf(one) === directory);
  watcher?.watch(directory, mask, () => here.forEach(look));
  here.forEach(look); // what changed before anybody watched
}
sayReady();
// Without anything to follow there is nothing to wait for, and yet a service runs on.
if (watcher === undefined && devices === undefined) setReadHandler(host.signals([host.SIGHUP]), () => {});

/** Makes the set what the file says. */
function look(one: Followed): void {
  const now = interfaceIn(one);
  const before = present.get(one);
  if (now === before) return;
  const messages: Message[] = [];
  const others = [...present].filter(([other]) => other !== one && other.set === one.set);
  if (before !== undefined && !others.some(([, name]) => name === before))
    messages.push(changeInterfaces("delete", { table, set: one.set, interfaces: [before] }));
  if (now !== undefined) messages.push(changeInterfaces("add", { table, set: one.set, interfaces: [now] }));
  const refused = messages.length === 0 ? undefined : kernel.change(none, messages);
  if (refused !== undefined) {
    err.puts(`firewall: the kernel refuses ${said(refused)}\n`);
    exit(1);
  }
  if (now === undefined) present.delete(one);
  else present.set(one, now);
  devices?.want([...(wanted?.devices ?? []), ...present.values()]);
}

function interfaceIn({ file }: Followed): string | undefined {
  try {
    const name = host.readFile(file).trim();
    return name === "" ? undefined : name;
  } catch (error) {
    if ((error as host.SystemError).code === "ENOENT") return undefined;
    throw error;
  }
}

function directoryOf({ file }: Followed): string {
  return file.slice(0, file.lastIndexOf("/"));
}

/** Interfaces come and go; whichever the kernel tells of, those that are wanted are looked at again. */
function follow(those: Devices): void {
  const descriptor = host.netlink(host.NETLINK_ROUTE, linkGroup);
  const into = new Uint8Array(16_384);
  setReadHandler(descriptor, () => {
    try {
      while (host.receiveNetlink(descriptor, into) !== undefined);
    } catch (error) {
      if ((error as host.SystemError).code !== "ENOBUFS") throw error;
    }
    those.look();
  });
  those.look();
}

function said({ about, errno, words }: Refusal): string {
  return `${about}: ${words ?? `error ${errno}`}`;
}

/** Tells whoever started this that the ruleset is in force (s6's way: a line on the descriptor). */
function sayReady(): void {
  try {
    host.write(3, "\n");
    host.close(3);
  } catch (error) {
    if ((error as host.SystemError).code !== "EBADF") throw error;
  }
}
