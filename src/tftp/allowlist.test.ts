import { expect, test } from "vitest";
import { allowlist, isAllowlistEntry, thisMachine } from "./allowlist.ts";

test.each([
  ["192.168.8.251", true],
  ["192.168.9.7", true],
  ["192.168.10.7", false],
  ["::ffff:192.168.8.251", true],
  ["::ffff:192.168.8.252", false],
  ["2001:db8::7", true],
  ["2001:db9::7", false],
  ["fe80::1%eth0", true],
  ["fe80::2%eth0", false],
])("%s: %s", (address, may) =>
  expect(allowlist(["192.168.8.251", "192.168.9.0/24", "2001:db8::/32", "fe80::1"])(address)).toBe(may),
);

test("this machine is what can only be this machine", () => {
  const may = allowlist(thisMachine);
  expect(["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"].filter((address) => !may(address))).toEqual(
    [],
  );
  expect(["10.0.0.1", "::", "0.0.0.0", "fe80::1"].filter(may)).toEqual([]);
});

test.each(["", "router", "192.0.2.7/33", "::/129", "192.0.2.7/", "192.0.2/24", "::1%lo", "1.2.3.4/2/3"])(
  "'%s' is no entry",
  (entry) => expect(isAllowlistEntry(entry)).toBe(false),
);
test.each(["192.0.2.7", "192.0.2.0/24", "0.0.0.0/0", "::1", "2001:db8::/32"])("'%s' is an entry", (entry) =>
  expect(isAllowlistEntry(entry)).toBe(true),
);
