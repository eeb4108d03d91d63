/** A provider's DHCP server, which begins and ends with what a test claims: busybox' udhcpd on eth0. */
import type { Machine } from "liminix/testing";

interface Lease {
  readonly address: string;
  readonly router: string;
  readonly nameservers?: readonly string[];
}

/** Leases of ten seconds: clients take them for sixteen, half of which they wait before they ask again (udhcpc). */
export const serve = (isp: Machine, { address, router, nameservers = [] }: Lease): Promise<string> =>
  isp.run(`
    cat >/tmp/udhcpd.conf <<END
interface eth0
start ${address}
end ${address}
lease_file /tmp/leases
option subnet 255.255.255.0
option router ${router}
${nameservers.length === 0 ? "" : `option dns ${nameservers.join(" ")}`}
option lease 10
END
    rm -f /tmp/leases; touch /tmp/leases
    udhcpd /tmp/udhcpd.conf`);

export const endServing = (isp: Machine): Promise<string> => isp.until("killall udhcpd; ! pidof udhcpd");
