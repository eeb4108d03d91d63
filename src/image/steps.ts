/** What somebody does at their desk to have an image run on a board: its page and `build` say the same. */
import type { Board } from "../system/board.ts";
import type { Device } from "../system/device.ts";
import { configurationOf, startedFrom } from "./fit-image.ts";
import { firmwarePlace, flashScript } from "./flash-image.ts";
import { memoryPlaces } from "./memory-places.ts";
import { bootScript } from "./tftp-boot.ts";

export interface Step {
  /** A sentence. */
  readonly text: string;
  readonly at?: "shell" | "U-Boot";
  readonly commands?: readonly string[];
}

/** The outputs that somebody carries to a board, and what for. */
export const CARRIED = {
  tftpboot: "try it in memory; nothing is written",
  mtdimage: "write it to the flash",
} as const;

export type Carried = keyof typeof CARRIED;

const SCRIPTS = { tftpboot: "boot.scr", mtdimage: "flash.scr" } as const satisfies Record<Carried, string>;

/** `folder` is where the output was linked; `size` is that of firmware.bin, as U-Boot writes numbers. */
export function steps(
  device: Device,
  board: Board,
  output: Carried,
  { folder, size }: { readonly folder: string; readonly size: string },
): readonly Step[] {
  const { addresses, installation, flash } = board;
  const { image, tree, root } = memoryPlaces(board);
  const both = { boardAddress: addresses.board, serverAddress: addresses.server };
  const typed =
    output === "tftpboot" || installation === undefined || flash === undefined
      ? bootScript({
          ...both,
          image,
          configuration: configurationOf(board.loader),
          ...(board.loader.format === "zimage" ? { tree } : {}),
          rootfs: root,
        })
      : flashScript(
          { ...both, fetchAddress: image.address },
          firmwarePlace(flash, installation).from + installation.flashAddress,
          size,
        );
  return [
    {
      text: `Join ${device.access?.cable ?? "the board"} and this machine by a cable, and give the machine the address that the board fetches from.`,
      at: "shell",
      commands: [`sudo ip address add ${addresses.server}/24 dev INTERFACE`],
    },
    {
      text: "Serve the image to the board.",
      at: "shell",
      commands: [`sudo ./liminix tftpd -a ${addresses.board} ${folder}`],
    },
    {
      text: `With the board off, start this, then switch the board on: U-Boot is stopped, and told what to do. ${device.access?.prompt ?? ""}`.trim(),
      at: "shell",
      commands: [`./liminix serial /dev/ttyUSB0 --script ${folder}/${SCRIPTS[output]}`],
    },
    {
      text:
        output === "tftpboot"
          ? "This is what it types, and what you can type instead: all is fetched, and started."
          : "This is what it types, and what you can type instead: the image is fetched and checked, then its place is erased and written.",
      at: "U-Boot",
      commands: typed,
    },
    ...(output === "mtdimage"
      ? ([
          {
            text: "When all is written, start it; from now on U-Boot does so by itself, if its `bootcmd` names this address.",
            at: "U-Boot",
            commands: [`bootm ${flashStart(board)}`],
          },
        ] as const)
      : []),
  ];
}

function flashStart({ flash, installation, loader }: Board): string {
  if (flash === undefined || installation === undefined) return "";
  const address = firmwarePlace(flash, installation).from + installation.flashAddress;
  return startedFrom(address, configurationOf(loader));
}

/** Steps as text for a terminal, numbered. */
export const stepsText = (list: readonly Step[]): readonly string[] =>
  list.flatMap(({ text, at, commands = [] }, index) => [
    `  ${index + 1}. ${text}`,
    ...commands.map((command) => `       ${at === "U-Boot" ? "=> " : "$ "}${command}`),
  ]);
