/** What the claims share: a folder of their own, and room to read into. */
import * as host from "host";

export const here = `/tmp/limjs-check-${host.pid()}`;
export const at = (name: string) => `${here}/${name}`;
export const room = new Uint8Array(65_536);
export const text = (length: number) => host.decode(room.subarray(0, length));
