/** One busybox for the machines of all network tests: what services bring, and what tests look with. */
import type { ConfigDefinitions } from "liminix";

/** For `busybox`. */
export const networkBusybox = {
  applets: ["arping", "httpd", "nc", "readlink", "udhcpc", "udhcpd"],
  options: { FEATURE_UDHCPC_ARPING: "y" },
} as const satisfies ConfigDefinitions["busybox"];
