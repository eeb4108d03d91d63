import { describe, expect, test } from "vitest";
import { askForLinks, parseLinkMessages } from "./link-messages.ts";

/** A message as the kernel writes it; `family` and `flags` are of struct ifinfomsg. */
function message(littleEndian: boolean, type: number, name: string, flags: number, family = 0): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const text = new TextEncoder().encode(`${name}\0`);
  const length = 36 + text.length;
  view.setUint32(0, length, littleEndian);
  view.setUint16(4, type, littleEndian);
  view.setUint8(16, family);
  view.setInt32(20, 7, littleEndian);
  view.setUint32(24, flags, littleEndian);
  view.setUint16(32, 4 + text.length, littleEndian);
  view.setUint16(34, 3, littleEndian);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(text, 36);
  return bytes.slice(0, (length + 3) & ~3);
}

const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;

describe.each([true, false])("little-endian: %s", (littleEndian) => {
  test("an interface that is up, with and without a cable", () => {
    const two = Buffer.concat([
      message(littleEndian, RTM_NEWLINK, "eth0", 0x1_0001),
      message(littleEndian, RTM_NEWLINK, "eth1", 1),
    ]);
    expect(parseLinkMessages(two, littleEndian)).toEqual([
      { kind: "link", link: { index: 7, name: "eth0", isUp: true, hasCarrier: true } },
      { kind: "link", link: { index: 7, name: "eth1", isUp: true, hasCarrier: false } },
    ]);
  });

  test("one that is gone", () => {
    const gone = message(littleEndian, RTM_DELLINK, "eth0", 0);
    expect(parseLinkMessages(gone, littleEndian)).toEqual([{ kind: "gone", index: 7 }]);
  });

  test("a port that left its bridge is still there", () => {
    const AF_BRIDGE = 7;
    expect(parseLinkMessages(message(littleEndian, RTM_DELLINK, "eth0", 0, AF_BRIDGE), littleEndian)).toEqual(
      [],
    );
  });

  test("the question is a whole message", () => {
    expect(new DataView(askForLinks(littleEndian)).getUint32(0, littleEndian)).toBe(32);
  });

  test("what is cut off is passed over", () => {
    const whole = message(littleEndian, RTM_NEWLINK, "eth0", 1); // 41 bytes, and padding
    for (let length = 0; length < 41; length++) {
      expect(parseLinkMessages(whole.slice(0, length), littleEndian)).toEqual([]);
    }
  });
});
