import aarch64 from "liminix/devices/qemu-aarch64";
import { gatewayOn } from "./gateway-on.ts";

gatewayOn(aarch64);
