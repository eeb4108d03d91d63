/** What compiles and what does not, where a device is named. Checked by `tsc`. */
import { expectTypeOf } from "vitest";
import qemu from "../../devices/qemu/device.ts";
import {
  type Device,
  defineConfiguration,
  defineDevice,
  defineModule,
  ethernet,
  mips24kc,
  only,
  radio,
  tuned,
} from "../index.ts";

const board = defineDevice({
  name: "board",
  title: "Four sockets, two bands",
  platform: mips24kc,
  module: defineModule({ meta: import.meta }),
  defaultOutput: "vmroot",
  interfaces: { wan: ethernet("wan"), lan: ethernet("lan", { ports: ["lan1", "lan2", "lan3", "lan4"] }) },
  radios: { wifi: radio("phy0", { bands: ["2g", "5g"] }) },
});

// -- a known board -----------------------------------------------------------------------------------------

expectTypeOf(board.interfaces.wan.name).toEqualTypeOf<string>();
// @ts-expect-error no such interface on this board
board.interfaces.wna;
only(board.interfaces.lan, { ports: ["lan1", "lan4"] });
// @ts-expect-error no such port on a four-port board
only(board.interfaces.lan, { ports: ["lan5"] });
// @ts-expect-error one socket is no switch
only(board.interfaces.wan, { ports: ["lan1"] });
tuned(board.radios.wifi, { band: "5g" });
// @ts-expect-error no such band on a two-band radio
tuned(board.radios.wifi, { band: "6g" });
// @ts-expect-error no such radio
board.radios.wlan;
// @ts-expect-error no such band anywhere
radio("phy0", { bands: ["7g"] });
// @ts-expect-error the emulated board has no radio
qemu.radios.wifi;
// @ts-expect-error no such interface on the emulated board
qemu.interfaces.wna;

// -- any board with certain parts --------------------------------------------------------------------------

const gateway = (device: Device<"lan" | "wan">) => {
  expectTypeOf(device.interfaces.wan.name).toEqualTypeOf<string>();
  // @ts-expect-error the function does not ask for it
  device.interfaces.dmz;
  // @ts-expect-error which sockets it has is not known here
  only(device.interfaces.lan, { ports: [5] });
  return defineConfiguration({ device, hostname: device.name });
};
gateway(board);
gateway(qemu);
const wireless = (device: Device<"lan", "wifi">) => tuned(device.radios.wifi, { band: "5g" });
wireless(board);
// @ts-expect-error a board without radio
wireless(qemu);
const bare = defineDevice({
  name: "bare",
  title: "One socket",
  platform: mips24kc,
  module: defineModule({ meta: import.meta }),
  defaultOutput: "vmroot",
  interfaces: { lan: ethernet("eth0") },
});
// @ts-expect-error the board has no wan
gateway(bare);

// -- any board ---------------------------------------------------------------------------------------------

const any: readonly Device[] = [board, qemu, bare];
for (const { interfaces } of any) {
  // @ts-expect-error it may be missing
  interfaces.wan.name;
  expectTypeOf(interfaces.wan?.name).toEqualTypeOf<string | undefined>();
}
