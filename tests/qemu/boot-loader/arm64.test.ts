import { join } from "node:path";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { machines } from "../tftp/u-boot.ts";
import { arm64 } from "./boards.ts";
import { ramBootOn } from "./boot-loader-on.ts";
import { flashBootOn } from "./flash-on.ts";

const request = {
  machine: machines.qemu_arm64,
  device: arm64,
  uBoot: async () => join(await buildCounterparts(), "usr/lib/u-boot/qemu_arm64/u-boot.bin"),
  scriptAt: "0x40400000",
};

ramBootOn(request);

flashBootOn({
  ...request,
  flash: arm64.board.flash,
  start: "bootm 0x4040000#config-1",
  rootDevice: "/dev/mtdblock2",
});
