/** A value within one of QEMU's comma-separated options, where a comma of its own is written twice. */
export function optionValue(value: string): string {
  return value.replaceAll(",", ",,");
}
