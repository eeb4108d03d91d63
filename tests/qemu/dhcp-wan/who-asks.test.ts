/** A provider who serves his own kind of client only, and knows his customers by what they call themselves. */
import { defineConfiguration, longrun, sh, text, textFile } from "liminix";
import qemu from "liminix/devices/qemu";
import { dnsmasq } from "liminix/packages/dnsmasq";
import { address } from "liminix/services/address";
import { dhcpClient } from "liminix/services/dhcp-client";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const { wan } = qemu.interfaces;
const shared = { busybox: networkBusybox };

/** What it is told, and what it thinks of that, is in its log. */
const provider = defineConfiguration({
  ...shared,
  services: {
    address: address({ interface: wan, address: "192.0.2.1/24" }),
    leases: longrun({
      run: sh`
        exec ${dnsmasq}/bin/dnsmasq -k -C ${textFile(
          "dnsmasq.conf",
          text`
            port=0
            user=root
            group=root
            leasefile-ro
            log-facility=-
            log-dhcp
            interface=${wan.name}
            dhcp-authoritative
            dhcp-vendorclass=set:ours,sold-by-us
            dhcp-match=set:voice,77
            dhcp-range=tag:ours,192.0.2.50,192.0.2.59,2m
            dhcp-host=id:customer@isp|word,192.0.2.55
            dhcp-option=option:router,192.0.2.1
          `,
        )}
      `,
      capabilities: "all",
    }),
  },
});

const house = (says: Omit<Parameters<typeof dhcpClient>[0], "interface">) =>
  defineConfiguration({
    ...shared,
    services: { internet: dhcpClient({ interface: wan, ...says }) },
  });
const stranger = house({});
const customer = house({
  vendorClass: "sold-by-us",
  clientId: "customer@isp|word",
  options: { 77: "0x2b766f696365" },
});

test("a provider who wants to be told what the client is, and who, lends it the customer's address", async () => {
  await using access = await network("access");
  await using isp = await boot(provider, { name: "isp", access });
  await isp.until("lim status leases | grep '^leases *ready'");
  {
    await using router = await boot(stranger, { name: "stranger", access });
    await router.until("lim log internet | grep 'no server answers'", { within: "2 min" });
    expect(await router.run("lim outputs internet")).not.toContain("address:");
    expect(await isp.run("lim log leases | grep 'vendor class'")).toContain("vendor class: udhcp");
  }
  await using router = await boot(customer, { name: "customer", access });
  await router.until("lim outputs internet | grep 'address: 192.0.2.55'", { within: "2 min" });
  const log = await isp.run("lim log leases");
  expect(log).toContain("vendor class: sold-by-us");
  // One that dnsmasq has no name for, in hexadecimal.
  expect(log).toMatch(/user class: \+voice|tags: .*voice/);
});
