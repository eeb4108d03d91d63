/** What a person may change about a run, from the command line and from the environment. */
import { userError } from "../error.ts";
import { type InterfaceName, interfaceNames, type Nics, replug } from "./interfaces.ts";
import type { Secrets } from "./secrets.ts";
import type { SharedNetworks } from "./shared-networks.ts";
import { splitWords } from "./shell-words.ts";

/** What each interface is plugged into, in the words of QEMU's `-netdev`; without, the conventional network. */
export interface RunOptions extends Readonly<Partial<Record<InterfaceName, string>>> {
  /** What the router finds in /run/secrets. */
  readonly secrets?: Secrets;
  /** A file that is the router's second disk, /dev/vdb. */
  readonly disk?: string;
  /** Takes the place of the multicast groups that interfaces are plugged into by convention. */
  readonly networks?: SharedNetworks;
  /** Ends the virtual machine, or the connection to one. */
  readonly signal?: AbortSignal;
}

/** The interfaces that a run asks for. */
export function nicsOf(options: RunOptions): Nics {
  for (const name of interfaceNames) checkSpec(name, options[name]);
  return replug(options);
}

function checkSpec(name: InterfaceName, spec: string | undefined): void {
  if (spec === undefined || /^\w[\w-]*(,(?!id=)[^,]|,,|[^,])*$/.test(spec)) return;
  throw userError({
    message: `'--${name}' expects the value of QEMU's -netdev without its id, got "${spec}"`,
    try: `--${name} user,hostfwd=tcp::2022-:22`,
  });
}

/** The words of `QEMU_OPTIONS`, which go to QEMU after all others. */
export function extraArguments(env: NodeJS.ProcessEnv): readonly string[] {
  const words = splitWords(env.QEMU_OPTIONS ?? "");
  if (words !== undefined) return words;
  throw userError({
    message: `'QEMU_OPTIONS' expects words as a shell would take them, got ${env.QEMU_OPTIONS}`,
    try: "closing the quote",
  });
}
