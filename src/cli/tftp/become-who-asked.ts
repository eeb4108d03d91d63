/** Root's rights are for the port alone: what `sudo` started becomes the user who called it. */
import type { Context } from "../context.ts";

/** Gives up root for good, if it is there and `sudo` says (sudo(8)) who had it before. */
export function becomeWhoAsked({ SUDO_UID: uid, SUDO_GID: gid }: Context["env"]): void {
  if (process.getuid?.() !== 0 || uid === undefined || gid === undefined) return;
  process.setgroups?.([Number(gid)]);
  process.setgid?.(Number(gid));
  process.setuid?.(Number(uid));
}
