/** Programs of the router, from TypeScript. */
import {
  type Build,
  defineBuild,
  type Fragment,
  lines,
  type ScriptModule,
  scriptModules,
  sh,
  textFile,
} from "../../src/index.ts";
import { limjs } from "./package.ts";

export interface ProgramParameters {
  readonly name: string;
  /** The file that is run, below `root`. */
  readonly main: string;
  /** All files lie below it, and errors name them from there; without it, the project's own folder. */
  readonly root?: URL;
}

/**
 * A store object with `bin/NAME`: all modules compiled, in one file that the kernel starts by itself. What an
 * error prints are places in the TypeScript sources.
 */
export const program = ({
  name,
  main,
  root = new URL("../../", import.meta.url),
}: ProgramParameters): Build =>
  defineBuild({
    name,
    environment: "bare",
    nativeInputs: [limjs],
    script: () => sh`
      ${lines(...scriptModules(root, main).map(inItsPlace))}
      mkdir -p $out/bin
      limjs-compile $out/bin/${name} ${limjs}/bin/limjs ${main}
    `,
  });

const inItsPlace = ({ path, text }: ScriptModule): Fragment =>
  sh`install -D -m 644 ${textFile(path.split("/").at(-1) ?? path, { kind: "fragment", parts: [text] })} ${path}`;
