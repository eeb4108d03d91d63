/** What is so of the consoles of all these boards. */

export const seriallyUsual =
  "A serial port inside of the case, at 115200 bits a second, 8N1. Its levels are those of the processor, 3.3 V: a cable for RS-232 would break it, and the pin for power is left alone.";

export const promptUsual = "U-Boot waits for a key for a second or two after power is on.";
