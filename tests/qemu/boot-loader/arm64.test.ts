import { join } from "node:path";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { machines } from "../tftp/u-boot.ts";
import { arm64 } from "./boards.ts";
import { flashBootOn, ramBootOn } from "./boot-loader-on.ts";

const request = {
  machine: machines.qemu_arm64,
  device: arm64,
  uBoot: async () => join(await buildCounterparts(), "usr/lib/u-boot/qemu_arm64/u-boot.bin"),
  scriptAt: "0x40400000",
};

ramBootOn(request);

const { sizeBytes, partitions } = arm64.board.flash;
flashBootOn(request, {
  start: "bootm 0x4040000#config-1",
  from: partitions.kernel.from,
  flashBytes: sizeBytes,
});
