/**
 * What the project takes from Debian, as data. `tools/update-lock.ts` turns it into `debian.lock.json`:
 * every file with its size and SHA-256, dependencies included. Edit this, run the tool, commit both.
 */

/** The suite that is pinned. It has had its last point release, so its files stay where they are. */
export const suite = "bookworm";

/** The build machine's architecture: build roots for others would be further locks. */
export const architecture = "amd64";

/** Programs and libraries that builds run or link into programs of the build machine, by what needs them. */
export const buildRoot = {
  compiler: ["clang-14", "lld-14", "llvm-14"],
  hostPrograms: ["libc6-dev", "libgcc-12-dev"],
  shell: ["bash", "coreutils", "diffutils", "findutils", "gawk", "grep", "sed"],
  sources: ["bzip2", "gzip", "patch", "tar", "xz-utils"],
  make: ["make", "m4", "pkgconf"],
  kernel: ["bc", "bison", "cpio", "flex", "perl-base", "rsync"],
  images: ["device-tree-compiler", "mtd-utils", "squashfs-tools", "u-boot-tools"],
} as const satisfies Record<string, readonly string[]>;

/**
 * Dependencies that the solver is told are there already, so that neither they nor what they need are
 * fetched: 52 MB of 142. Every program that a build runs was checked to find all its libraries without them.
 */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  "clang is only run, and only for C: no library, no C++, no Objective-C": [
    "libclang1-14",
    "libobjc-12-dev",
    "libstdc++-12-dev",
  ],
  "lld and the LLVM tools do the work of binutils": ["binutils", "llvm-14-linker-tools", "llvm-14-runtime"],
  "wanted only by llvm-symbolizer, llvm-exegesis and llvm-debuginfod-find": ["libcurl3-nss", "libpfm4"],
  "sanitizers and other run-time libraries of GCC that nothing links": [
    "libasan8",
    "libatomic1",
    "libgomp1",
    "libitm1",
    "liblsan0",
    "libquadmath0",
    "libtsan2",
    "libubsan1",
  ],
  "parts of glibc's development files that nothing includes": [
    "libc-dev-bin",
    "libcrypt-dev",
    "libnsl-dev",
    "libtirpc-dev",
    "rpcsvc-proto",
  ],
  "installation and boot of a Debian system, and their documentation": [
    "base-files",
    "debconf",
    "debianutils",
    "dpkg",
    "gcc-12-base",
    "init-system-helpers",
    "lsb-base",
    "readline-common",
    "sysvinit-utils",
    "usrmerge",
  ],
  "the whole of Perl: perl-base is enough": ["perl"],
  "make's Guile": ["libgc1"],
};

/** Runs cross-built programs for the `check` of their recipes; never part of an image or its build. */
export const emulator = ["qemu-user"];

/** Programs of others that ours are tried against; in groups of those that can be installed together. */
export const counterparts = [
  ["atftp", "atftpd", "dnsmasq-base"],
  ["curl", "tftp-hpa", "tftpd-hpa"],
  ["u-boot-qemu"],
];

/** What radios load into themselves, and which of them may send where: files as Debian has them, of which images hold a few. */
export const firmware = ["firmware-atheros", "firmware-misc-nonfree", "wireless-regdb"];

/** The static program that unpacks all others: its .deb holds `bin/busybox`. */
export const seed = "busybox-static";

/** Source packages, by the suite they are in: upstream's tarballs and Debian's patches. */
export const sources: Readonly<Record<string, readonly string[]>> = {
  [suite]: [
    "busybox",
    "chrony",
    "dnsmasq",
    "dropbear",
    "linux",
    "llvm-toolchain-14", // compiler-rt alone is taken from it
    "musl",
    "ppp",
    "rp-pppoe",
    "tree",
    "u-boot",
    "wide-dhcpv6",
    "xl2tpd",
  ],
  // What the pinned suite lacks, or has too old. The next one's point releases move its files only when a
  // package has a security update.
  trixie: ["dhcpcd", "quickjs"],
};

/**
 * Sources of which only upstream's tarball is taken. Debian's part of a package moves with each of its revisions, and
 * mirrors have lost it before the index knew; the tarball stays as long as any revision of it.
 */
export const upstreamOnly: readonly string[] = ["dhcpcd", "u-boot"];
