import { expect, test } from "vitest";
import { parseProperties, parseUevent } from "./uevent.ts";

test("a device that was added, with its properties", () => {
  const text = "add@/devices/x/block/sda\0ACTION=add\0SUBSYSTEM=block\0PARTNAME=a=b\0";
  expect(parseUevent(text)).toEqual({
    action: "add",
    path: "/devices/x/block/sda",
    properties: { ACTION: "add", SUBSYSTEM: "block", PARTNAME: "a=b" },
  });
});

test("what udev sends is no uevent of the kernel's", () => {
  expect(parseUevent("libudev\0\u00fe\0")).toBeUndefined();
});

test("the file in /sys has the same properties", () => {
  expect(parseProperties(["MAJOR=8", "", "DEVNAME=sda"])).toEqual({ MAJOR: "8", DEVNAME: "sda" });
});
