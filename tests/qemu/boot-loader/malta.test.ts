import { built } from "../../../src/testing/built.ts";
import { machines } from "../tftp/u-boot.ts";
import { uBootMalta } from "../tftp/u-boot-malta.ts";
import { malta, maltaInFlash } from "./boards.ts";
import { ramBootOn } from "./boot-loader-on.ts";
import { installOn } from "./flash-on.ts";

const request = {
  machine: machines.malta,
  device: malta,
  uBoot: () => built(uBootMalta),
  scriptAt: "0x80200000",
};

ramBootOn(request);

installOn({
  ...request,
  device: maltaInFlash,
  flash: maltaInFlash.board.flash,
  start: "bootm 0xbe100000",
  rootDevice: "/dev/mtdblock0",
});
