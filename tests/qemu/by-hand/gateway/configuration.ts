/**
 * The example of a home router, with the kernel and the busybox that its peers are built with. Their world has
 * addresses that are nobody's (RFC 5737), and names of it would else be taken for an attack.
 */
import { type Device, defineModule } from "liminix";
import example from "../../../../examples/gateway/configuration.ts";
import { shared } from "../../../peers/plan.ts";

export default (device: Device<"wan" | "lan">) => ({
  ...example(device),
  imports: [
    defineModule({
      meta: import.meta,
      config: { ...shared, gateway: { lan: { privateDomains: ["world.test"] } } },
    }),
  ],
});
