/* Stands in for a kernel: says on Malta's first serial port what a boot loader has left in memory. */
typedef unsigned int word;

/* The ISA bus' first serial port (a 16550), seen uncached: arch/mips/include/asm/mips-boards/malta.h. */
#define UART ((volatile unsigned char *)0xb80003f8)

/* Where the kernel ends: its device tree follows. */
extern const unsigned char behind[];

static void put(char letter) {
  while (!(UART[5] & 0x20)) continue;
  UART[0] = letter;
}

static void say(const char *text) {
  while (*text) put(*text++);
}

static void sum(const char *name, word address, word size) {
  const unsigned char *bytes = (const unsigned char *)address;
  word total = 0;
  for (word at = 0; at < size; at++) total = total * 31 + bytes[at];
  say(name);
  for (int shift = 28; shift >= 0; shift -= 4) put("0123456789abcdef"[total >> shift & 15]);
  say("\r\n");
}

__attribute__((section(".start"))) void start(void) {
  say("the kernel runs\r\n");
  sum("rootfs ", ROOT_ADDRESS, ROOT_SIZE);
  sum("tree ", (word)behind, TREE_SIZE);
  say("that is all\r\n");
  for (;;) continue;
}
