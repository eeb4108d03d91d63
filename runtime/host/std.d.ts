/** What programs use of QuickJS' own module "std", and the globals it adds. */
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
