/** Devices that come and go, as the kernel tells of them (lib/kobject_uevent.c). */

export interface Uevent {
  readonly action: string;
  /** Below /sys. */
  readonly path: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** "add@/devices/…", then "NAME=value", each ended by a NUL. Undefined for what is nothing of the kind. */
export function parseUevent(text: string): Uevent | undefined {
  const [head = "", ...lines] = text.split("\0");
  const [, action, path] = /^([a-z]+)@(\/.*)$/.exec(head) ?? [];
  if (action === undefined || path === undefined) return undefined;
  return { action, path, properties: parseProperties(lines) };
}

/** The file `uevent` of a device in /sys, or the lines of an event. */
export const parseProperties = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines
      .map((line) => /^([^=]+)=(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name, value]),
  );
