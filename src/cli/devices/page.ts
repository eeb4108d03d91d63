/** `docs/devices/<board>.md`: what a board is, what was checked, and how an image comes to it. */
import { memoryPlaces } from "../../image/memory-places.ts";
import { CARRIED, type Carried, type Step, steps } from "../../image/steps.ts";
import type { Board } from "../../system/board.ts";
import type { Device } from "../../system/device.ts";
import { hex, sizeOf } from "../../system/flash.ts";
import type { Sheet, UnsupportedDevice } from "../../system/sheet.ts";

/** The page of a board that images are made for. */
export function devicePage(device: Device, board: Board): string {
  const { name, title, support, access, notes = [] } = device;
  return page([
    `# ${title}`,
    `Made from \`devices/${name}/device.ts\` by \`tools/generate-device-docs.ts\`.`,
    factsTable(device),
    "## What was checked",
    `State of support: **${support?.state ?? "works"}**.`,
    bullets(support?.checked ?? []),
    ...((support?.unchecked ?? []).length === 0
      ? []
      : [
          "Not checked, and to be looked at first when something is wrong:",
          bullets(support?.unchecked ?? []),
        ]),
    ...(access === undefined ? [] : ["## Console", access.serial, access.prompt]),
    ...outputsOf(board).flatMap((output) => [`## To ${CARRIED[output]}`, ...stepList(device, board, output)]),
    ...(board.flash === undefined ? [] : ["## Flash", flashTable(board)]),
    "## Memory",
    "U-Boot's addresses. Nothing of these overlaps, or no image would be made.",
    memoryTable(board),
    ...firmwareOf(device),
    ...(notes.length === 0 ? [] : ["## Notes", ...notes]),
  ]);
}

/** The page of a board that there is no image for. */
export const unsupportedPage = ({ name, title, sheet, because, reasons }: UnsupportedDevice): string =>
  page([
    `# ${title}`,
    `Made from \`devices/${name}/unsupported.ts\` by \`tools/generate-device-docs.ts\`.`,
    sheetTable(sheet),
    "## Why there is no image yet",
    `There is none because ${because}.`,
    ...reasons,
  ]);

/** The list of all pages. */
export const deviceIndex = (devices: readonly Device[], unsupported: readonly UnsupportedDevice[]): string =>
  page([
    "# Boards",
    "Emulated devices are in [qemu.md](../qemu.md); how a board is added in [porting.md](../porting.md).",
    table(
      ["board", "SoC", "RAM", "flash", "radios", "support"],
      [
        ...devices.map(({ name, title, sheet, support }) =>
          row(name, title, sheet, support?.state ?? "works"),
        ),
        ...unsupported.map(({ name, title, sheet }) => row(name, title, sheet, "none yet")),
      ],
    ),
  ]);

const row = (name: string, title: string, sheet: Sheet | undefined, state: string): readonly string[] => [
  `[${title}](${name}.md)`,
  sheet?.soc ?? "",
  `${sheet?.memoryMb ?? 0} MB`,
  sheet?.flash ?? "",
  sheet?.radios.join("; ") ?? "",
  state,
];

const outputsOf = (board: Board): readonly Carried[] =>
  board.installation === undefined ? ["tftpboot"] : ["tftpboot", "mtdimage"];

function stepList(device: Device, board: Board, output: Carried): readonly string[] {
  const named = output === device.defaultOutput ? "" : ` --output ${output}`;
  const build: Step = {
    text: "Build it; CONFIG is your configuration.",
    at: "shell",
    commands: [`./liminix build CONFIG --device ${device.name}${named}`],
  };
  const size = "SIZE";
  const all = [build, ...steps(device, board, output, { folder: "result", size })];
  return [
    ...all.map(({ text, commands = [] }, index) =>
      [`${index + 1}. ${text}`, "", ...commands.map((command) => `       ${command}`)].join("\n").trimEnd(),
    ),
    ...(output === "mtdimage"
      ? [`\`SIZE\` is that of \`firmware.bin\`: \`build\` prints the line with it.`]
      : []),
  ];
}

const factsTable = ({ sheet, interfaces }: Device): string =>
  sheetTable(sheet, [
    [
      "sockets",
      Object.entries(interfaces)
        .map(([name, { ports }]) => (ports.length === 0 ? name : `${name} (${ports.join(", ")})`))
        .join("; "),
    ],
  ]);

const sheetTable = (sheet: Sheet | undefined, more: readonly (readonly string[])[] = []): string =>
  table(
    ["", ""],
    [
      ["processor", sheet?.soc ?? ""],
      ["memory", `${sheet?.memoryMb ?? 0} MB`],
      ["flash", sheet?.flash ?? ""],
      ["radios", sheet?.radios.join("; ") || "none"],
      ...more,
    ],
  );

function flashTable({ flash, installation }: Board): string {
  const use = (name: string, readOnly: boolean): string => {
    if (name === installation?.kernel) return "written: the kernel";
    if (name === installation?.root) return "written: the root filesystem";
    return readOnly ? "never written" : "yours";
  };
  return table(
    ["partition", "from", "to", "bytes", "use"],
    Object.entries(flash?.partitions ?? {}).map(([name, place]) => [
      name,
      hex(place.from),
      hex(place.to),
      String(sizeOf(place)),
      use(name, place.readOnly === true),
    ]),
  );
}

function memoryTable(board: Board): string {
  const { loader, most, taken } = board;
  const { image, tree, root } = memoryPlaces(board);
  const kernel = { name: "kernel, unpacked", address: loader.loadAddress, sizeBytes: most.kernelBytes };
  const all = [...taken, kernel, image, ...(loader.format === "zimage" ? [tree] : []), root];
  return table(
    ["what", "from", "bytes, at most"],
    all
      .toSorted((a, b) => a.address - b.address)
      .map(({ name, address, sizeBytes }) => [name, hex(address), String(sizeBytes)]),
  );
}

function firmwareOf({ firmware = [] }: Device): readonly string[] {
  if (firmware.length === 0) return [];
  return [
    "## Firmware",
    "Files that nobody has the source of, which the image passes on to the radios. Their licences are in the image, in `share/licences` beside them.",
    table(
      ["files", "Debian's package", "licence"],
      firmware.map(({ files, from, licence }) => [
        files.map((file) => `\`${file}\``).join(", "),
        from,
        licence,
      ]),
    ),
  ];
}

const page = (parts: readonly string[]): string => `${parts.filter((part) => part !== "").join("\n\n")}\n`;
const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
