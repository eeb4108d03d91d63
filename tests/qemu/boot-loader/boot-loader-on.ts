/** What a real U-Boot makes of our images: it fetches them from our server, and our kernel comes up with our root. */
import type { Device } from "liminix";
import { beforeAll, expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { assemble, compose, loadValue } from "../../../src/pipeline.ts";
import type { Build } from "../../../src/recipe/recipe.ts";
import { built } from "../../../src/testing/built.ts";
import { UBoot, type UBootMachine } from "../tftp/u-boot.ts";

/** The prompt of what has come up, which may be there before the router has its name. */
export const SHELL = ":~# ";

export interface BootRequest {
  readonly machine: UBootMachine;
  readonly device: Device;
  /** The `u-boot.bin`. */
  readonly uBoot: () => Promise<string>;
  /** Memory that is free before anything is fetched. */
  readonly scriptAt: string;
}

/** Defines the test that U-Boot's `tftpboot` of boot.scr ends in a shell. */
export function ramBootOn(request: BootRequest): void {
  const place = output(request, "tftpboot");
  test("U-Boot runs our boot.scr, and our kernel comes up with our root in memory", async () => {
    await using board = await UBoot.start(request.machine, await request.uBoot(), place());
    await board.run(`tftpboot ${request.scriptAt} boot.scr`);
    await board.run(`source ${request.scriptAt}`, SHELL);
    const said = await board.run("grep ' / ' /proc/mounts; cat /proc/mtd", SHELL);
    expect(said).toMatch(/^\/dev\/root \/ squashfs ro/m);
    expect(said).toMatch(/^mtd\d: \w+ \w+ "rootfs"/m);
  });
}

/** Has an output of hello built for the device, and tells where it is. */
export function output({ device }: BootRequest, name: "mtdimage" | "tftpboot"): () => string {
  let place = "";
  beforeAll(async () => {
    const outputs = compose(assemble(await loadValue(hello, device)));
    place = await built(outputs[name] as Build, device.platform);
  });
  return () => place;
}
