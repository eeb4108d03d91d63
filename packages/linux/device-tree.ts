/** Device trees: our own, over the kernel's description of the SoC, or one that the kernel has. */
import { debianSource, defineBuild, type file, type Recipe, sh } from "../../src/index.ts";

type LocalFile = ReturnType<typeof file>;

export type DeviceTreeSource =
  /** A file beside the device, and those that it includes which the kernel does not have. */
  | { readonly source: LocalFile; readonly includes?: readonly LocalFile[] }
  /** "arm/armada-385-turris-omnia.dts": the architecture, and the path below its `boot/dts`. */
  | { readonly kernel: string };

/** What the kernel's own makefile leaves out: complaints about the style of files that are not ours (scripts/Makefile.lib). */
const QUIET = [
  "interrupt_provider",
  "unit_address_vs_reg",
  "avoid_unnecessary_addr_size",
  "alias_paths",
  "graph_child_address",
  "simple_bus_reg",
  "unique_unit_address",
];

/** The compiled tree. It fails on any warning: they tell of a bus with wrong cells, of an interrupt that nobody gets. */
export const deviceTree = (from: DeviceTreeSource): Recipe => {
  const name = "kernel" in from ? (from.kernel.split("/").at(-1) ?? from.kernel) : from.source.name;
  return defineBuild({
    name: name.replace(/\.dts$/, ".dtb"),
    environment: "bare",
    source: debianSource("linux", {
      patched: false,
      only: [
        "arch/*/boot/dts",
        "include/dt-bindings",
        "include/uapi/linux/input-event-codes.h",
        "scripts/dtc/include-prefixes",
      ],
    }),
    script: () => sh`
      ${"kernel" in from ? fromKernel(from.kernel) : fromOurs(from.source, from.includes ?? [])}
      clang -E -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I ours -I scripts/dtc/include-prefixes \
        -I "$(dirname $main)" -o preprocessed.dts $main
      dtc -O dtb -o $out ${QUIET.map((warning) => `-Wno-${warning}`)} preprocessed.dts 2>said || { cat said >&2; exit 1; }
      if [ -s said ]; then cat said >&2; exit 1; fi
    `,
  });
};

const fromKernel = (path: string) => {
  const [architecture = "", ...rest] = path.split("/");
  return sh`main=${`arch/${architecture}/boot/dts/${rest.join("/")}`}`;
};

/** By their own names, for they include each other. */
const fromOurs = (source: LocalFile, includes: readonly LocalFile[]) => sh`
  mkdir ours
  ${{ kind: "fragment", parts: [source, ...includes].flatMap((one) => ["cp ", one, ` ours/${one.name}\n`]) }}
  main=${`ours/${source.name}`}
`;
