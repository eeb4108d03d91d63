/** Devices of all kinds, by their subsystem and attributes, as uevents tell of them and /sys lists them. */
import * as host from "host";
import type { OutsideCondition } from "../../../lib/graph.ts";
import { parseProperties } from "../../../lib/uevent.ts";
import { unless } from "../attempt.ts";
import { readIfThere } from "../files.ts";
import type { Uevents } from "../uevents.ts";

type Wanted = Extract<OutsideCondition, { kind: "hotplug" }>;

export class Devices {
  /** `changed` is called with the subsystem in which something has; undefined: in any. */
  constructor(uevents: Uevents, changed: (subsystem: string | undefined) => void) {
    uevents.listen((events) => {
      const subsystems = new Set(events?.map(({ properties }) => properties.SUBSYSTEM) ?? [undefined]);
      for (const subsystem of subsystems) changed(subsystem);
    });
  }

  /** Looks whether such a device is there now. */
  has({ subsystem, attributes }: Wanted): boolean {
    return [`/sys/class/${subsystem}`, `/sys/bus/${subsystem}/devices`, `/sys/block`]
      .filter((directory) => directory !== "/sys/block" || subsystem === "block")
      .flatMap((directory) =>
        (unless(["ENOENT"], () => host.readDirectory(directory)) ?? []).map((name) => `${directory}/${name}`),
      )
      .some((device) => this.#fits(device, attributes));
  }

  /**
   * An attribute is a file of the device in /sys ("idVendor"), or a property of its uevents ("DEVNAME"); `devicePath` is
   * where it is below /sys/devices, or something above it there.
   */
  #fits(device: string, attributes: Wanted["attributes"]): boolean {
    const properties = parseProperties((readIfThere(`${device}/uevent`) ?? "").split("\n"));
    return Object.entries(attributes).every(([name, value]) => {
      if (name === "devicePath") return this.#path(device).startsWith(`${value}/`);
      const property = properties[name] ?? properties[name.toUpperCase()];
      return property === value || this.#attribute(`${device}/${name}`) === value;
    });
  }

  /** What is listed by class or by bus is a link to "../../devices/…". */
  #path(device: string): string {
    const target = unless(["EINVAL", "ENOENT"], () => host.readlink(device)) ?? "";
    return `${target.replace(/^(\.\.\/)+devices\//, "")}/`;
  }

  #attribute(path: string): string | undefined {
    const unreadable = ["ENOENT", "EISDIR", "EIO", "EINVAL", "EACCES", "ENODEV", "EPERM", "ENOTDIR"];
    return unless(unreadable, () => host.readFile(path))?.trimEnd();
  }
}
