/** What of a kernel is loaded when it is needed. */
import { defineBuild, type Kconfig, output, type Package, type Recipe, sh } from "../../src/index.ts";

/** Whether anything of a kernel with these options is a module. */
export const isModular = (config: Kconfig): boolean => Object.values(config).includes("m");

/** Options without which nothing could be loaded. Those of a kernel without modules stay as they are, and so does that kernel. */
export const withModules = (config: Kconfig): Kconfig =>
  isModular(config) ? { MODULES: "y", MODPROBE_PATH: "/bin/modprobe", ...config } : config;

/** /lib/modules: a kernel's modules, with the lists in which modprobe looks up who is for which device, and what needs what. */
export const modulesOf = (kernel: Package): Recipe =>
  defineBuild({
    name: "kernel-modules",
    environment: "seed",
    script: () => sh`
      mkdir -p $out/lib
      cp -r ${output(kernel, "modules")}/lib/modules $out/lib/
      chmod -R u+w $out
      for release in $out/lib/modules/*; do depmod -b $out \${release##*/}; done
    `,
  });
