import { defineService, lines, oneshot, option, sh, t } from "../../src/index.ts";

/** What a disk that takes flash's place erases at once; the least that JFFS2 takes is 8 KB. */
const eraseBlockBytes = 65_536;

/**
 * Keeps what services keep, `/var/lib`, on flash, as JFFS2. Under the key `storage` all that keep something wait for it.
 * Flash that cannot be mounted keeps nobody from working: then all is in memory until the router is switched off.
 */
export const storage = defineService({
  name: "storage",
  params: {
    device: option({
      type: t.absolutePath,
      description: "A partition of flash, or a disk that is to be like one.",
      example: "/dev/mtd4",
    }),
  },
  build: ({ device }) => {
    const isFlash = device.startsWith("/dev/mtd");
    return oneshot({
      description: `What outlives a reboot, on ${device}`,
      up: lines(
        isFlash ? sh`flash=${device.replace(/^\/dev\/mtd(block)?/, "mtd")}` : likeFlash(device),
        sh`
          mount -t jffs2 -o nosuid,nodev,noexec "$flash" /var/lib ||
            echo ${device}" cannot be mounted: what services keep is lost with the next reboot" >&2
        `,
      ),
      down: sh`! grep -q ' /var/lib jffs2 ' /proc/mounts || umount /var/lib`,
      capabilities: ["sys_admin"],
      requires: {
        kernel: { MTD: "y", JFFS2_FS: "y", ...(isFlash ? {} : { MTD_BLOCK2MTD: "y" }) },
        applets: ["cut", "grep", "mount", "umount"],
      },
    });
  },
});

/** A disk once given to block2mtd stays one until the next boot. */
const likeFlash = (disk: string) => sh`
  flash() { grep -F ${`"block2mtd: ${disk}"`} /proc/mtd | cut -d: -f1; }
  [ -n "$(flash)" ] || echo ${`${disk},${eraseBlockBytes}`} >/sys/module/block2mtd/parameters/block2mtd || true
  flash=$(flash)
`;
