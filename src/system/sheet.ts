/** What somebody wants to know of a device before they buy one, or open the one they have. */
import type { Platform } from "../recipe/platform.ts";

export interface Sheet {
  readonly soc: string;
  readonly memoryMb: number;
  /** "16 MB NOR". */
  readonly flash: string;
  /** "2.4 GHz 802.11n (QCA9531)", one each. */
  readonly radios: readonly string[];
}

/** How far one may trust an image for it. */
export interface Support {
  /** `works`: it was seen to. `experimental`: it is built and checked, and has never run on the board. */
  readonly state: "works" | "experimental";
  /** How it was checked, as a line's end. */
  readonly inShort: string;
  /** What was checked, and how; each a sentence. */
  readonly checked: readonly string[];
  /** What nobody has seen; each a sentence. */
  readonly unchecked: readonly string[];
}

/** How somebody comes to the boot loader's prompt; each a sentence or more, in Markdown. */
export interface Access {
  readonly serial: string;
  readonly prompt: string;
  /** The socket that U-Boot fetches by. */
  readonly cable: string;
}

/** Files of others that the image passes on. */
export interface FirmwareFiles {
  readonly from: string;
  readonly licence: string;
  readonly files: readonly string[];
}

/** A board that there is no image for, and why. */
export interface UnsupportedDevice {
  readonly kind: "unsupported-device";
  readonly name: string;
  readonly title: string;
  readonly sheet: Sheet;
  readonly platform: Platform;
  /** In a few words, as a sentence's end: "its switch has no driver". */
  readonly because: string;
  /** Paragraphs, in Markdown: what is missing, and what that would lead to. */
  readonly reasons: readonly string[];
}

/** A page, and no image: `devices/<board>/unsupported.ts` has it as its default. */
export const defineUnsupported = (device: Omit<UnsupportedDevice, "kind">): UnsupportedDevice =>
  Object.freeze({ kind: "unsupported-device", ...device });
