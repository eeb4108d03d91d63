/*
 * log-pipe FIFO NAME: passes lines on, from standard input to a fifo that another service reads. Lines of many that
 * write there do not mix: each write is one that the kernel does whole (PIPE_BUF, pipe(7)). While nobody reads, the
 * fifo holds 64 KB and we wait; after a second of that lines are dropped, and counted, so that whoever says them
 * can go on. Once there is room again the reader is told how many of NAME's it did not get; when input has ended, we wait
 * for that no longer than a minute.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { patience_ms = 1000, last_words_ms = 60 * 1000 };

static int fifo;
static const char *name;
static unsigned long lost;

static bool put(const char *text, size_t length) { return write(fifo, text, length) == (ssize_t)length; }

static bool becomes_writable(int within_ms) {
  struct pollfd one = { fifo, POLLOUT, 0 };
  return poll(&one, 1, within_ms) == 1;
}

static void tell_lost(void) {
  char note[PIPE_BUF];
  int length = snprintf(note, sizeof note, "log-pipe: %lu lines of %.200s were lost, as nobody read them\n", lost, name);
  if (put(note, length)) lost = 0;
}

/* Whole lines, or a part of one that is longer than the kernel writes whole. */
static void pass(const char *text, size_t length) {
  if (lost > 0) {
    /* A note needs less room than lines do: it must not be told again and again while nobody reads. */
    if (becomes_writable(0)) tell_lost();
    if (lost == 0 && put(text, length)) return;
  } else if (put(text, length) || (becomes_writable(patience_ms) && put(text, length))) {
    return;
  }
  for (size_t i = 0; i < length; i++) lost += text[i] == '\n';
  if (lost == 0) lost = 1;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    dprintf(2, "usage: log-pipe FIFO NAME\n");
    return 100;
  }
  name = argv[2];
  /* Who can read it never finds it closed. */
  fifo = open(argv[1], O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fifo < 0) {
    dprintf(2, "log-pipe: open %s: %s\n", argv[1], strerror(errno));
    return 111;
  }
  char held[PIPE_BUF];
  size_t length = 0;
  for (;;) {
    struct pollfd both[] = { { 0, POLLIN, 0 }, { lost > 0 ? fifo : -1, POLLOUT, 0 } };
    if (poll(both, 2, -1) < 0) continue;
    if (both[1].revents) tell_lost();
    if (!both[0].revents) continue;
    ssize_t more = read(0, held + length, sizeof held - 1 - length);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) break;
    length += more;
    char *last = memrchr(held, '\n', length);
    size_t whole = last ? (size_t)(last + 1 - held) : length == sizeof held - 1 ? length : 0;
    if (whole == 0) continue;
    pass(held, whole);
    memmove(held, held + whole, length -= whole);
  }
  if (length > 0) {
    held[length++] = '\n';
    pass(held, length);
  }
  if (lost > 0 && becomes_writable(last_words_ms)) tell_lost();
  return 0;
}
