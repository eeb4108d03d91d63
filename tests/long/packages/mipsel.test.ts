import { packagesOn } from "../../nix/packages-on.ts";

await packagesOn("qemu-mipsel");
