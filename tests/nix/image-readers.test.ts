/** What our readers say of images that the field's tools have made, in the build root. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  cellsOf,
  FormatError,
  nodeAt,
  readDeviceTree,
  readFit,
  readLzmaAlone,
  readScript,
  readSquashfs,
  readSquashfsSuperblock,
  readUimage,
  textsOf,
  unpackXz,
} from "../../src/image/read/index.ts";
import { sh, text } from "../../src/recipe/fragment.ts";
import { defineBuild, textFile } from "../../src/recipe/recipe.ts";
import { built } from "../../src/testing/built.ts";

const tree = textFile(
  "tree.dts",
  text`/dts-v1/;
/memreserve/ 0x1000 0x2000;
/ {
  compatible = "acme,router", "acme,soc";
  #address-cells = <1>;
  #size-cells = <1>;
  chosen { bootargs = "console=ttyS0,115200"; };
  soc {
    empty;
    serial@18020000 { reg = <0x18020000 0x20>; odd = [01 02 03]; };
  };
};
`,
);

const fitSource = textFile(
  "fit.its",
  text`/dts-v1/;
/ {
  description = "a kernel and its tree";
  images {
    kernel-1 {
      data = /incbin/("kernel.lzma");
      type = "kernel"; arch = "arm64"; os = "linux"; compression = "lzma";
      load = <0x44000000>; entry = <0x44000000>;
      hash-1 { algo = "crc32"; };
      hash-2 { algo = "sha256"; };
    };
    fdt-1 {
      data = /incbin/("tree.dtb");
      type = "flat_dt"; arch = "arm64"; compression = "none";
      hash-1 { algo = "sha1"; };
    };
  };
  configurations {
    default = "config-1";
    config-1 { kernel = "kernel-1"; fdt = "fdt-1"; };
  };
};
`,
);

const SCRIPT = "setenv serverip 192.168.8.148\ntftpboot 0x81000000 uimage\nbootm\n";

const images = defineBuild({
  name: "images",
  environment: "bare",
  script: () => sh`
    mkdir -p $out
    cd $out
    seq 1 50000 >kernel
    xz --format=lzma -9 -c kernel >kernel.lzma
    dtc -O dtb -o tree.dtb ${tree}
    mkimage -A mips -O linux -T kernel -C lzma -a 0x80060000 -e 0x80060400 -n 'Liminix' -d kernel.lzma uimage
    mkimage -A mips -O linux -T script -C none -n 'boot' -d ${textFile("boot.txt", text`${SCRIPT}`)} boot.scr
    cp ${fitSource} fit.its
    mkimage -f fit.its fit-inside
    mkimage -E -B 0x1000 -f fit.its fit-outside
    mkdir root
    cp kernel root/
    mksquashfs root squashfs -comp xz -b 256K -no-xattrs -noappend -no-progress -quiet
    mkdir -p root/deep/er root/many
    seq 1 200000 >root/deep/er/large
    cp root/deep/er/large root/deep/copy
    seq 1 90 >root/deep/small
    touch root/empty
    ln -s ../deep/small root/many/link
    # More than one block of names, and more than one of ends.
    for number in $(seq 1 700); do seq $number $((number + 300)) >root/many/file-with-a-long-name-$number; done
    mksquashfs root tree.squashfs -comp xz -b 256K -no-xattrs -noappend -no-progress -quiet -no-hardlinks
    unsquashfs -lln tree.squashfs >tree.list
    rm -r root
    cp $(command -v bash) program
    xz --check=crc32 -9 -c program >program.xz
    xz --check=crc32 --lzma2=preset=0,lc=1,lp=2,pb=3 --block-size=100000 -c program >blocks.xz
    xz --check=crc32 -c fit-outside >twice.xz
  `,
});

let folder: string;
const read = (name: string): Buffer => readFileSync(join(folder, name));

beforeAll(async () => {
  folder = await built(images);
});

test("a legacy image has what mkimage was told", () => {
  const { data, madeAt, ...header } = readUimage(read("uimage"));
  expect(header).toEqual({
    name: "Liminix",
    os: "linux",
    architecture: "mips",
    type: "kernel",
    compression: "lzma",
    loadAddress: 0x8006_0000,
    entryAddress: 0x8006_0400,
  });
  expect(data.equals(read("kernel.lzma"))).toBe(true);
});

test("a script image has its script", () => {
  expect(readScript(read("boot.scr"))).toBe(SCRIPT);
  expect(() => readScript(read("uimage"))).toThrow("not a good script image: its type is kernel");
});

test("a device tree has its nodes, properties and reservations", () => {
  const made = readDeviceTree(read("tree.dtb"));
  expect(made.reservations).toEqual([{ address: 0x1000n, sizeBytes: 0x2000n }]);
  expect(textsOf(made.root, "compatible")).toEqual(["acme,router", "acme,soc"]);
  expect(made.root.children.map(({ name }) => name)).toEqual(["chosen", "soc"]);
  const serial = nodeAt(made, "/soc/serial@18020000");
  if (serial === undefined) throw new Error("there is no serial port");
  expect(cellsOf(serial, "reg")).toEqual([0x1802_0000, 0x20]);
  expect(serial.properties.get("odd")).toEqual(Buffer.from([1, 2, 3]));
  expect(() => cellsOf(serial, "odd")).toThrow("'odd' of 'serial@18020000' is no cells");
  expect(nodeAt(made, "/soc")?.properties.get("empty")).toEqual(Buffer.alloc(0));
  expect(nodeAt(made, "/soc/nothing")).toBeUndefined();
});

test.each(["fit-inside", "fit-outside"])("%s has its images, and checksums that agree", (file) => {
  const fit = readFit(read(file));
  expect(fit).toMatchObject({
    description: "a kernel and its tree",
    default: "config-1",
    configurations: [{ name: "config-1", kernel: "kernel-1", fdt: "fdt-1" }],
    images: [
      {
        name: "kernel-1",
        type: "kernel",
        architecture: "arm64",
        os: "linux",
        compression: "lzma",
        loadAddress: 0x4400_0000,
        entryAddress: 0x4400_0000,
        hashes: ["crc32", "sha256"],
      },
      { name: "fdt-1", type: "flat_dt", architecture: "arm64", compression: "none", hashes: ["sha1"] },
    ],
  });
  const [kernel, fdt] = fit.images;
  expect(kernel?.data.equals(read("kernel.lzma"))).toBe(true);
  expect(fdt?.data.equals(read("tree.dtb"))).toBe(true);
});

test("xz leaves the size out of what it makes", () =>
  expect(readLzmaAlone(read("kernel.lzma"))).toEqual({
    literalContextBits: 3,
    literalPositionBits: 0,
    positionBits: 2,
    dictionaryBytes: 2 ** 26,
  }));

test("a squashfs has its size, block size and compression", () => {
  const bytes = read("squashfs");
  const superblock = readSquashfsSuperblock(bytes);
  expect(superblock).toMatchObject({ inodes: 2, blockBytes: 2 ** 18, compression: "xz" });
  // mksquashfs pads to 4096.
  expect(Math.ceil(superblock.usedBytes / 4096) * 4096).toBe(bytes.length);
});

test("a squashfs has the files and links that unsquashfs finds", () => {
  const listed = read("tree.list")
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [, kind, size, path] = /^([-dl])\S+ \d+\/\d+ +(\d+) \S+ \S+ squashfs-root(.*)$/.exec(line) ?? [];
      const [name, target] = (path ?? "").split(" -> ");
      return kind === undefined
        ? []
        : [{ kind, path: name || "/", target, size: kind === "-" ? Number(size) : 0 }];
    });
  const word = { directory: "d", file: "-", symlink: "l", other: "?" };
  const { entries } = readSquashfs(read("tree.squashfs"));
  const found = entries.map(({ kind, path, target, sizeBytes }) => ({
    kind: word[kind],
    path,
    target,
    size: sizeBytes,
  }));
  expect(found.length).toBeGreaterThan(700);
  expect(found).toEqual(listed);
});

test("what files take of a squashfs adds up, and what is the same is taken once", () => {
  const { entries, usedBytes, tableBytes } = readSquashfs(read("tree.squashfs"));
  const stored = (name: string): number => entries.find(({ path }) => path === name)?.storedBytes ?? -1;
  const contents = entries.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  expect(contents + tableBytes).toBeCloseTo(usedBytes, 3);
  // 700 names of 30 letters are packed well, and yet are something.
  expect(tableBytes).toBeGreaterThan(2000);
  expect(tableBytes).toBeLessThan(30_000);
  expect(stored("/deep/copy")).toBeGreaterThan(40_000);
  expect(stored("/deep/er/large")).toBe(0);
  expect(stored("/empty")).toBe(0);
});

test.each([
  ["program.xz", "program"],
  ["blocks.xz", "program"],
  ["twice.xz", "fit-outside"],
])("%s unpacks to what xz packed", (packed, plain) => {
  const bytes = read(plain);
  expect(unpackXz(read(packed), bytes.length).equals(bytes)).toBe(true);
  expect(() => unpackXz(read(packed), bytes.length - 1)).toThrow("it unpacks to more than");
});

const unpack = (bytes: Buffer): Buffer => unpackXz(bytes, 2_000_000);

describe.each([
  ["uimage", readUimage],
  ["boot.scr", readScript],
  ["tree.dtb", readDeviceTree],
  ["fit-inside", readFit],
  ["fit-outside", readFit],
  ["kernel.lzma", readLzmaAlone],
  ["squashfs", readSquashfsSuperblock],
  ["squashfs", readSquashfs],
  ["twice.xz", unpack],
] as const)("%s damaged", (file, readIt) => {
  const readOrRefuse = (bytes: Buffer): void => {
    try {
      readIt(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  };

  test("and cut off anywhere is refused in words, or read", () =>
    fc.assert(fc.property(fc.nat(2000), (length) => readOrRefuse(read(file).subarray(0, length)))));

  test("and changed anywhere is refused in words, or read", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bytes = Buffer.from(read(file));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          readOrRefuse(bytes);
        },
      ),
    ));
});

/** Its tables are at its end, where changes to the first few thousand bytes do not reach. */
test("a squashfs whose tables are damaged is refused in words, or read", () => {
  const whole = read("tree.squashfs");
  const { usedBytes, tableBytes } = readSquashfs(whole);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(Math.round(tableBytes)), fc.nat(255)), { minLength: 1, maxLength: 3 }),
      (changes) => {
        const bytes = Buffer.from(whole);
        for (const [fromEnd, value] of changes) bytes[usedBytes - fromEnd] = value;
        try {
          readSquashfs(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["uimage", readUimage, 100, "checksum of the data"],
  ["uimage", readUimage, 40, "checksum of the header"],
  ["uimage", readUimage, 0, "expected magic 0x27051956"],
  ["fit-outside", readFit, 5000, "of image 'kernel-1'"],
] as const)("%s with another byte at its place is refused", (file, readIt, at, why) => {
  const bytes = Buffer.from(read(file));
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  expect(() => readIt(bytes)).toThrow(why);
});
