/* The form of a compiled program: a line "#!INTERPRETER", then each module's length in four bytes and its bytecode. */
#pragma once
#include <stdint.h>

static inline uint32_t length_of(const uint8_t bytes[4]) {
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static inline void set_length(uint8_t bytes[4], uint32_t length) {
  for (int i = 0; i < 4; i++) bytes[i] = length >> 8 * i;
}
