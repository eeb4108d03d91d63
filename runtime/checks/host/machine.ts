/** The machine as a whole. */
import * as host from "host";
import { claim, same } from "../../lib/claim.ts";
import { after } from "../../lib/readable.ts";

export async function machineClaims(): Promise<void> {
  await claim("the machine says what it is, and what may not be done to it", async () => {
    same(host.uname().system, "Linux");
    const mask = host.umask(0o077);
    same(host.umask(mask), 0o077);
    const before = host.monotonicMs();
    await after(20);
    same(host.monotonicMs() - before >= 20, true);
    same(host.realtimeMs() > 1_600_000_000_000, true);
    const codes = ["EINVAL", "EPERM"]; // to the machine's own root, and to a user namespace's
    try {
      host.reboot(12345);
    } catch (error) {
      same(codes.includes((error as host.SystemError).code), true);
    }
    host.sync();
  });
}
