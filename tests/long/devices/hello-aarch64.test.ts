import aarch64 from "liminix/devices/qemu-aarch64";
import { helloOn } from "../../qemu/hello/hello-on.ts";

helloOn(aarch64, "aarch64");
