/** A disk that outlives the machines it is in: a file that is gone when the test is done with it. */
import { writeFile } from "node:fs/promises";
import { Scratch } from "./scratch.ts";

const usualSizeMb = 4;

/** As the `disk` of `boot`; in one machine at a time. */
export class Disk implements AsyncDisposable {
  readonly path: string;
  readonly #scratch: Scratch;

  private constructor(scratch: Scratch, path: string) {
    this.#scratch = scratch;
    this.path = path;
  }

  static async create(sizeMb: number): Promise<Disk> {
    const scratch = await Scratch.create("disk");
    const path = scratch.at("disk");
    // As flash is that was erased: filesystems made for flash take it without having been made there.
    await writeFile(path, Buffer.alloc(sizeMb * 1024 * 1024, 0xff));
    return new Disk(scratch, path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scratch[Symbol.asyncDispose]();
  }
}

/** A new disk with nothing on it but ones. */
export async function disk({ sizeMb = usualSizeMb }: { readonly sizeMb?: number } = {}): Promise<Disk> {
  return await Disk.create(sizeMb);
}
