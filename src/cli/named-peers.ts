/** Who `--with` names: `isp,client`, `../attic`, `laptop=examples/hello`. */
import { basename, dirname, resolve } from "node:path";
import { peerFolder, peerNames } from "../content.ts";
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";

export interface NamedPeer {
  readonly name: string;
  /** A configuration's file or folder. */
  readonly configuration: string;
}

/** Each word is one peer or, with commas, several. Whom a peer leads to comes along, unless somebody has the name. */
export function namedPeers(words: readonly string[], cwd: string): readonly NamedPeer[] {
  const peers = words.flatMap((word) => word.split(",")).map((word) => namedPeer(word, cwd));
  const twice = peers.find(({ name }, index) => peers.findIndex((other) => other.name === name) !== index);
  if (twice === undefined) return [...peers, ...missing(peers)];
  throw userError({
    message: `Peer '${twice.name}' is named twice`,
    try: `another name for one of them: other-${twice.name}=PATH`,
  });
}

/** Liminix' own provider is one between a router and the world, and nothing without it. */
function missing(peers: readonly NamedPeer[]): readonly NamedPeer[] {
  const provider = peers.some(
    ({ name, configuration }) => name === "isp" && configuration === peerFolder("isp"),
  );
  return provider && !peers.some(({ name }) => name === "world") ? [knownPeer("world")] : [];
}

function namedPeer(word: string, cwd: string): NamedPeer {
  const [, given, path = word] = /^([^=/]*)=(.*)$/.exec(word) ?? [];
  if (given === undefined && !/[/.]/.test(word)) return knownPeer(word);
  const configuration = resolve(cwd, path);
  const folder = configuration.endsWith(".ts") ? dirname(configuration) : configuration;
  return { name: checkedName(given ?? basename(folder)), configuration };
}

function knownPeer(name: string): NamedPeer {
  const names = peerNames();
  if (names.includes(name)) return { name, configuration: peerFolder(name) };
  throw userError({
    message: `Peer '${name}' is unknown, expected one of ${names.join(", ")} or the path of a configuration`,
    try: didYouMeanOnly(name, names) ?? `--with ${name === "" ? "NAME" : name}=PATH`,
  });
}

/** The name is a folder's, and one to type. */
function checkedName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]*$/.test(name)) return name;
  throw userError({
    message: `Peer '${name}' expects a name of a-z, 0-9 and "-" that begins with a letter or digit`,
    try: "--with laptop=PATH",
  });
}

/** Without the list of all, which the message has. */
function didYouMeanOnly(name: string, names: readonly string[]): string | undefined {
  const near = didYouMean(name, names);
  return near?.startsWith("did you mean") === true ? near : undefined;
}
