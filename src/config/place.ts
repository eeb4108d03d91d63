/**
 * Where something was written. Taking a capture is cheap (the engine's stack is kept, not read); the stack is
 * turned into a place only when an error or `show options` wants one.
 */
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export interface Place {
  /** Absolute path of the file. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The stack at a call, not yet read. */
export interface Capture {
  readonly stack?: unknown;
}

const FRAMES = 8;
const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
/** Code that captures on behalf of others. */
const ENGINE = ["./", "../system/services/", "../system/hardware.ts", "../system/flash.ts"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Remembers who called us, for `placeOf` to read later. */
export function capture(): Capture {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const captured: Capture = {};
  Error.captureStackTrace(captured, capture);
  Error.stackTraceLimit = limit;
  return captured;
}

/** The innermost place of a capture, or of an error, that is not inside the module system itself. */
export function placeOf(captured: Capture): Place | undefined {
  return framesOf(captured).find(({ file }) => !isEngine(file));
}

// V8 formats a stack once, on the first read; a second reader finds the places here.
const remembered = new WeakMap<Capture, readonly Place[]>();

function framesOf(captured: Capture): readonly Place[] {
  const known = remembered.get(captured);
  if (known !== undefined) return known;
  const prepare = Error.prepareStackTrace;
  let frames: readonly Place[] | undefined;
  Error.prepareStackTrace = (_error, sites) => {
    frames = sites.flatMap((site) => framePlace(site));
    return "";
  };
  try {
    void captured.stack;
  } finally {
    Error.prepareStackTrace = prepare;
  }
  const found = frames ?? parsed(String(captured.stack ?? ""));
  remembered.set(captured, found);
  return found;
}

/** The frames of a stack that somebody has already had formatted. */
const parsed = (stack: string): readonly Place[] =>
  [...stack.matchAll(/(?:\(|at )((?:file:\/\/)?\/[^()\n]*?):(\d+):(\d+)\)?$/gm)].map(
    ([, name = "", line, column]) => ({
      file: name.startsWith("file:") ? fileURLToPath(name) : name,
      line: Number(line),
      column: Number(column),
    }),
  );

function framePlace(site: NodeJS.CallSite): Place[] {
  const name = site.getFileName() ?? "";
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  const file = name.startsWith("file:") ? fileURLToPath(name) : name;
  if (!isAbsolute(file) || line === null || column === null) return [];
  return [{ file, line, column }];
}

const isEngine = (file: string): boolean =>
  ENGINE.some((folder) => file.startsWith(folder) && !file.startsWith(`${folder}cases${sep}`)) &&
  !file.endsWith(".test.ts");

/**
 * `examples/hello/configuration.ts:4:3`, relative to the working folder when it lies inside. Our own files are
 * named like imports of them: `liminix/modules/ssh/index.ts:9:5`.
 */
export function showPlace({ file, line, column }: Place, cwd: string = process.cwd()): string {
  const own = within(PROJECT, file);
  const name = within(cwd, file) ?? (own === undefined ? file : `liminix/${own}`);
  return [name, line, column].filter((part) => part !== undefined).join(":");
}

function within(folder: string, file: string): string | undefined {
  const near = relative(folder, file);
  return near.startsWith("..") || isAbsolute(near) ? undefined : near;
}
