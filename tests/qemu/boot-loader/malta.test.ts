import { machines } from "../tftp/u-boot.ts";
import { uBootMalta } from "../tftp/u-boot-malta.ts";
import { malta } from "./boards.ts";
import { built, ramBootOn } from "./boot-loader-on.ts";

ramBootOn({
  machine: machines.malta,
  device: malta,
  uBoot: () => built(malta.platform, uBootMalta),
  scriptAt: "0x80200000",
});
