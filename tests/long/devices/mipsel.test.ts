import mipsel from "liminix/devices/qemu-mipsel";
import { helloOn } from "../../qemu/hello/hello-on.ts";
import { gatewayOn } from "./gateway-on.ts";

helloOn(mipsel, "mips");
gatewayOn(mipsel);
