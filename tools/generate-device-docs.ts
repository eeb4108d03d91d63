/** Writes `docs/devices/<board>.md`, a page for each board, from its folder below `devices/`; with `--check` it only says which pages differ. */
import { deviceIndex, devicePage, unsupportedPage } from "../src/cli/devices/page.ts";
import { deviceNames, loadDevice, loadUnsupported, unsupportedNames } from "../src/content.ts";
import { keep } from "./generated-pages.ts";

const boards = (await Promise.all(deviceNames().map(loadDevice))).flatMap((device) =>
  device.board === undefined || device.emulation !== undefined ? [] : [{ device, board: device.board }],
);
const unsupported = await Promise.all(unsupportedNames().map(loadUnsupported));

keep(
  "docs/devices",
  "tools/generate-device-docs.ts",
  new Map([
    [
      "README.md",
      deviceIndex(
        boards.map(({ device }) => device),
        unsupported,
      ),
    ],
    ...boards.map(({ device, board }) => [`${device.name}.md`, devicePage(device, board)] as const),
    ...unsupported.map((device) => [`${device.name}.md`, unsupportedPage(device)] as const),
  ]),
);
