/*
 * Compiled regular expressions stand in bytecode as they are (JS_WriteString), and everything else in it is
 * little-endian on every machine (bc_put_u32). With these, what libregexp.c writes and reads is so too: then a
 * program compiled on the build machine runs on a router of the other byte order.
 */
#pragma once
#include "cutils.h"

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
static inline uint32_t get_le16(const uint8_t *from) { return bswap16(get_u16(from)); }
static inline uint32_t get_le32(const uint8_t *from) { return bswap32(get_u32(from)); }
static inline void put_le32(uint8_t *to, uint32_t value) { put_u32(to, bswap32(value)); }
static inline int dbuf_put_le16(DynBuf *to, uint16_t value) { return dbuf_put_u16(to, bswap16(value)); }
static inline int dbuf_put_le32(DynBuf *to, uint32_t value) { return dbuf_put_u32(to, bswap32(value)); }
#define get_u16 get_le16
#define get_u32 get_le32
#define put_u32 put_le32
#define dbuf_put_u16 dbuf_put_le16
#define dbuf_put_u32 dbuf_put_le32
#endif
