/** Reading `ar` archives, the outer form of a `.deb` (deb(5)). */

const magic = "!<arch>\n";
const headerSize = 60;

/** The bytes of one member. A `.deb` has three: debian-binary, control.tar.*, data.tar.*. */
export function arMember(archive: Uint8Array, wanted: string): Uint8Array {
  const text = (from: number, length: number) =>
    Buffer.from(archive.subarray(from, from + length)).toString("latin1");
  if (text(0, magic.length) !== magic) throw new Error("not an ar archive");
  const names: string[] = [];
  let at = magic.length;
  while (at + headerSize <= archive.length) {
    const name = text(at, 16).trimEnd().replace(/\/$/, "");
    const size = Number(text(at + 48, 10));
    const start = at + headerSize;
    if (!Number.isInteger(size) || start + size > archive.length)
      throw new Error(`ar member '${name}' is cut`);
    if (name === wanted) return archive.subarray(start, start + size);
    names.push(name);
    at = start + size + (size % 2); // members begin at even offsets
  }
  throw new Error(`no member '${wanted}' in an ar archive of ${names.join(", ") || "none"}`);
}
