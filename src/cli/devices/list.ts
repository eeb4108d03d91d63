/** The list of devices, as a table for a terminal. */
import type { Device } from "../../system/device.ts";
import type { UnsupportedDevice } from "../../system/sheet.ts";

const HEAD = ["NAME", "WHAT IT IS", "SOC", "RAM", "FLASH", "RADIOS", "SUPPORT"] as const;

/** A line each, then how each was checked. */
export function deviceList(
  devices: readonly Device[],
  unsupported: readonly UnsupportedDevice[],
): readonly string[] {
  const rows = [
    HEAD,
    ...devices.map((device) => [
      device.name,
      device.title,
      ...facts(device),
      device.support?.state ?? "works",
    ]),
    ...unsupported.map((device) => [device.name, device.title, ...facts(device), "none yet"]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return [
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    ),
    "",
    ...devices.map((device) => `${device.name}: ${checkedText(device)}`),
    ...unsupported.map(({ name, because }) => `${name}: ${because}`),
  ];
}

/** SoC, memory, flash and radios; of an emulated device what there is of them. */
function facts({ sheet, emulation }: Pick<Device, "sheet" | "emulation">): readonly string[] {
  if (sheet === undefined) return ["emulated", `${emulation?.memoryMb ?? 0} MB`, "-", "-"];
  const bands = sheet.radios.map((radio) => radio.replace(/ \(.*/, ""));
  return [sheet.soc.replace(/,.*/, ""), `${sheet.memoryMb} MB`, sheet.flash, bands.join(", ") || "-"];
}

const checkedText = ({ support }: Device): string =>
  support === undefined
    ? "booted by the tests"
    : `${support.inShort}; docs/devices has what was checked and what was not`;
