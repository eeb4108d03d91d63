/** What a real U-Boot makes of our images: it fetches them from our server, and our kernel comes up with our root. */
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Device } from "liminix";
import { beforeAll, expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { findWorld } from "../../../src/ground.ts";
import { openStore } from "../../../src/nix/index.ts";
import { assemble, compose, loadValue } from "../../../src/pipeline.ts";
import { realise } from "../../../src/realise.ts";
import { Lowering } from "../../../src/recipe/lower.ts";
import type { Build } from "../../../src/recipe/recipe.ts";
import { UBoot, type UBootMachine } from "../tftp/u-boot.ts";

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
    await board.run(`source ${request.scriptAt}`, "root@hello:~# ");
    const said = await board.run("grep ' / ' /proc/mounts; cat /proc/mtd; poweroff", "reboot: Power down");
    expect(said).toMatch(/^\/dev\/root \/ squashfs ro/m);
    expect(said).toMatch(/^mtd\d: \w+ \w+ "rootfs"/m);
  });
}

/** Defines the test that what flash.scr has written is started by U-Boot, and comes up without any network. */
export function flashBootOn(
  request: BootRequest,
  { start, flashBytes }: { start: string; flashBytes: number },
): void {
  const place = output(request, "mtdimage");
  test("U-Boot writes our image to its flash by our flash.scr, and what it starts from there comes up", async () => {
    const directory = mkdtempSync(join(tmpdir(), "liminix-flash-"));
    const flash = join(directory, "flash");
    try {
      const file = openSync(flash, "w");
      ftruncateSync(file, flashBytes);
      closeSync(file);
      const uBoot = await request.uBoot();
      {
        await using board = await UBoot.start(request.machine, uBoot, place(), flash);
        await board.run(`tftpboot ${request.scriptAt} flash.scr`);
        expect(await board.run(`source ${request.scriptAt}`)).toContain("Copy to Flash... done");
      }
      await using board = await UBoot.start(request.machine, uBoot, directory, flash);
      await board.run(start, "root@hello:~# ");
      const said = await board.run(
        "grep ' / ' /proc/mounts; cat /proc/cmdline; poweroff",
        "reboot: Power down",
      );
      expect(said).toMatch(/^\/dev\/root \/ squashfs ro/m);
      expect(said).toContain("root=/dev/mtdblock1");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}

/** Has an output of hello built for the device, and tells where it is. */
function output({ device }: BootRequest, name: "mtdimage" | "tftpboot"): () => string {
  let place = "";
  beforeAll(async () => {
    const world = await findWorld(device.platform);
    const lowering = new Lowering(world.ground);
    const outputs = compose(assemble(await loadValue(hello, device)));
    const derivation = lowering.derivation(outputs[name] as Build);
    await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
    place = derivation.outputs.out ?? "";
  });
  return () => place;
}
