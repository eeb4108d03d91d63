/** A package's check as a build of its own, so that an image waits for no check and a test can ask for all. */
import { type Fragment, sh } from "./fragment.ts";
import { type Build, type CheckContext, defineBuild } from "./recipe.ts";

/** A recipe that runs `check` over `recipe` through qemu-user; its result is what the check printed. */
export function checkOf(recipe: Build, check: (context: CheckContext) => Fragment, emulator: Build): Build {
  const self: Fragment = { kind: "fragment", parts: ["$emulated"] };
  return defineBuild({
    name: `${recipe.name}-check`,
    ...(recipe.version === undefined ? {} : { version: recipe.version }),
    ...(recipe.file === undefined ? {} : { file: recipe.file }),
    environment: "bare",
    script: (context) => {
      const emulate = sh`${emulator}/bin/${context.host.userEmulator}`;
      // The kernel can't be told inside a build to run foreign binaries, so each program gets a wrapper.
      return sh`
        emulated=$NIX_BUILD_TOP/emulated
        mkdir -p $emulated/bin
        for program in ${recipe}/bin/*; do
          wrapper=$emulated/bin/\${program##*/}
          printf '#!/bin/sh\nexec %s -0 "$0" %s "$@"\n' '${emulate}' "$program" >$wrapper
          chmod +x $wrapper
        done
        (
          ${check({ ...context, self, emulate })}
        ) 2>&1 | tee $out
      `;
    },
  });
}
