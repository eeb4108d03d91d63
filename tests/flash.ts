/** Flash made of a machine's second disk, for tests of what outlives a reboot. */
import { oneshot, type Service, sh } from "liminix";

/**
 * Mounts it where services keep their state; those that keep any depend on it. The disk is one of
 * `disk()` of liminix/testing: its ones are what JFFS2 takes for flash that was erased.
 */
export const flash: Service = oneshot({
  description: "Flash, for what outlives a reboot",
  up: sh`
    echo /dev/vdb,65536 >/sys/module/block2mtd/parameters/block2mtd
    mount -t jffs2 -o nosuid,nodev,noexec mtd0 /var/lib
  `,
  down: sh`umount /var/lib`,
  capabilities: ["sys_admin"],
  requires: {
    kernel: { MTD: "y", MTD_BLOCK2MTD: "y", JFFS2_FS: "y" },
    applets: ["mount", "umount"],
  },
});
