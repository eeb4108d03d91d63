import armv7l from "liminix/devices/qemu-armv7l";
import { helloOn } from "../../qemu/hello/hello-on.ts";
import { gatewayOn } from "./gateway-on.ts";

helloOn(armv7l, "armv7l");
gatewayOn(armv7l);
