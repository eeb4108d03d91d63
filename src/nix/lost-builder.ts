/** A machine that Nix was told to build on and could not: it says so, and builds here if it may. */
export interface LostBuilder {
  /** As it was given: "ssh://builder". */
  readonly machine: string;
  readonly reason: string;
}

/** The machine that one of Nix's messages gives up, if it does (build-remote.cc). */
export function lostBuilder(text: string): LostBuilder | undefined {
  const [, machine, reason] =
    /^cannot build on '(.*?)': (?:error: )?(?:cannot connect to '.*?': )?(.*)/.exec(text) ?? [];
  return machine === undefined || reason === undefined ? undefined : { machine, reason };
}
