/** Output, the environment and the end; and what is global. */
declare module "std" {
  export function exit(status: number): never;
  export function getenv(name: string): string | undefined;
  export function gc(): void;
  export interface Stream {
    puts(text: string): void;
    flush(): void;
  }
  export const out: Stream;
  export const err: Stream;
}

/** The program's path, then its arguments. */
declare const scriptArgs: readonly string[];
