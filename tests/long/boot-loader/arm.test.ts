import { join } from "node:path";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { arm } from "../../qemu/boot-loader/boards.ts";
import { ramBootOn } from "../../qemu/boot-loader/boot-loader-on.ts";
import { machines } from "../../qemu/tftp/u-boot.ts";

ramBootOn({
  machine: machines.qemu_arm,
  device: arm,
  uBoot: async () => join(await buildCounterparts(), "usr/lib/u-boot/qemu_arm/u-boot.bin"),
  scriptAt: "0x40400000",
});
