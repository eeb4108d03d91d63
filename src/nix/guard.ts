/**
 * Keeps the machine's store from a Nix that works on another. After a failed build, Nix 2.8 moves what is left of
 * the output from its chroot to the output's path, and means the machine's `/nix/store` even when the store is a
 * directory (`LocalDerivationGoal::cleanupDecideWhetherDiskFull`): a valid object of the same path is overwritten.
 */

import type { StoreSettings } from "./settings.ts";
import { storeDir } from "./store-path.ts";

/** What of the machine matters here. */
export interface Guarded {
  readonly isRoot: boolean;
  /** Whether the machine has a store that could be harmed. */
  readonly hasStore: boolean;
}

const readOnly = `mount --bind ${storeDir} ${storeDir} && mount -o remount,ro,bind ${storeDir} && exec "$@"`;

/**
 * A command as it is to be run: in a mount namespace with the machine's store read-only if it works on a store
 * that is a directory. Only root may make one without becoming another user.
 */
export const guarded = (
  command: readonly [string, ...string[]],
  { store }: StoreSettings,
  { isRoot, hasStore }: Guarded,
): readonly [string, ...string[]] =>
  isRoot && hasStore && store?.startsWith("/") === true
    ? ["unshare", "--mount", "sh", "-c", readOnly, "nix", ...command]
    : command;
