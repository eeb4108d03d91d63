import { join } from "node:path";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { maltael } from "../../qemu/boot-loader/boards.ts";
import { ramBootOn } from "../../qemu/boot-loader/boot-loader-on.ts";
import { machines } from "../../qemu/tftp/u-boot.ts";

ramBootOn({
  machine: machines.maltael,
  device: maltael,
  uBoot: async () => join(await buildCounterparts(), "usr/lib/u-boot/maltael/u-boot.bin"),
  scriptAt: "0x80200000",
});
