/*
 * launch FILE [STATUS SIGNAL]: starts a program as FILE says. FILE is a script with launch as its interpreter: no
 * shell is between a service's settings and its process, and what limd wants to know of it is written down
 * before it runs. One setting a line, done in this order whatever the order of the lines:
 *   lock PATH          waits for the lock, which the program then holds
 *   born PATH          writes "PID START" there, and refuses (125) while the process that stands there lives
 *   pipe ARGUMENT      (again and again) the words of a logger, started with the program's output as its input
 *   ready FD PATH      an empty file there is the program's descriptor FD
 *   input PATH         the program's standard input: a fifo, of which it never sees the end
 *   session            the program leads a session of its own
 *   umask OCTAL, environment NAME=VALUE, no-new-privileges, directory PATH
 *   argument WORD      (again and again) the program and its words
 *   ended PATH         when the program has ended "STATUS SIGNAL" is written there; launch waits for it
 * Users, capabilities and limits are run-as' business (packages/run-as), which may be the program.
 * With STATUS and SIGNAL it is what runsv runs as ./finish: those are written, after the program has run.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { wrong_file = 100, runs_already = 125, system_failed = 111, most = 64 };

static const char *file = "launch";

_Noreturn static void fail(int status, const char *what, const char *of) {
  dprintf(2, "launch: %s: %s%s%s: %s\n", file, what, *of ? " " : "", of,
          status == system_failed ? strerror(errno) : "no such setting, or none that can be");
  _exit(status);
}
#define must(call, what, of) ((call) < 0 ? fail(system_failed, what, of) : (void)0)

struct settings {
  char *lock, *born, *ready, *input, *directory, *umask, *ended;
  int session, no_new_privileges;
  char *environment[most], *arguments[most], *logger[most];
};

/* Lists end with a null; what does not fit is a mistake of whoever wrote the file. */
static void append(char **list, char *value) {
  int n = 0;
  while (list[n]) n++;
  if (n == most - 1) fail(wrong_file, "too many of", value);
  list[n] = value;
}

static char *read_whole(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0) return NULL;
  char *text = malloc(status.st_size + 1);
  ssize_t length = text ? read(fd, text, status.st_size) : -1;
  close(fd);
  if (length < 0) return NULL;
  text[length] = 0;
  return text;
}

static void write_atomically(const char *path, const char *text) {
  char temporary[512];
  snprintf(temporary, sizeof temporary, "%s.new", path);
  int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  must(fd, "open", temporary);
  must(write(fd, text, strlen(text)), "write", temporary);
  close(fd);
  must(rename(temporary, path), "rename", temporary);
}

static struct settings parse(char *text) {
  struct settings s = {0};
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    if (*line == '#') continue;
    char *value = strchr(line, ' ');
    if (value) *value++ = 0;
    else value = "";
#define is(word) (strcmp(line, word) == 0)
    if (is("lock")) s.lock = value;
    else if (is("born")) s.born = value;
    else if (is("ready")) s.ready = value;
    else if (is("input")) s.input = value;
    else if (is("directory")) s.directory = value;
    else if (is("umask")) s.umask = value;
    else if (is("ended")) s.ended = value;
    else if (is("session")) s.session = 1;
    else if (is("no-new-privileges")) s.no_new_privileges = 1;
    else if (is("environment")) append(s.environment, value);
    else if (is("argument")) append(s.arguments, value);
    else if (is("pipe")) append(s.logger, value);
    else fail(wrong_file, "unknown setting", line);
#undef is
  }
  return s;
}

/* Field 22 of proc_pid_stat(5), counted behind the name, which may hold anything. 0: no such process, or a dead one. */
static unsigned long long start_time(int pid) {
  char path[32], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  if (length <= 0) return 0;
  text[length] = 0;
  char *at = strrchr(text, ')');
  if (!at || at[2] == 'Z' || at[2] == 'X') return 0;
  for (int field = 2; at && field < 22; field++) at = strchr(at + 1, ' ');
  return at ? strtoull(at, NULL, 10) : 0;
}

/* Two that start at once are told apart by the lock; whoever comes second sees the first one's name. */
static void record_birth(const char *path) {
  char name[512];
  snprintf(name, sizeof name, "%s.lock", path);
  int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  must(lock, "open", name);
  must(flock(lock, LOCK_EX), "lock", name);
  char *known = read_whole(path);
  int pid = 0;
  unsigned long long start = 0;
  if (known && sscanf(known, "%d %llu", &pid, &start) == 2 && pid != getpid() && start_time(pid) == start) {
    dprintf(2, "launch: %s: process %d still runs\n", file, pid);
    _exit(runs_already);
  }
  free(known);
  char mine[64];
  snprintf(mine, sizeof mine, "%d %llu\n", getpid(), start_time(getpid()));
  write_atomically(path, mine);
  close(lock);
}

static void open_ready(char *value) {
  char *path = strchr(value, ' ');
  if (!path) fail(wrong_file, "ready", value);
  int wanted = atoi(value), fd = open(++path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  must(fd, "open", path);
  if (fd == wanted) return;
  must(dup2(fd, wanted), "descriptor", value);
  close(fd);
}

/* Open for writing too, it does not end when nobody else writes (fifo(7)). */
static void open_input(const char *path) {
  int fd = open(path, O_RDWR);
  must(fd, "open", path);
  must(dup2(fd, 0), "input", path);
  if (fd != 0) close(fd);
}

/* The logger reads until all who write have ended; it is nobody's business when. */
static void start_logger(char **arguments) {
  int ends[2];
  must(pipe2(ends, O_CLOEXEC), "pipe", "");
  pid_t child = fork();
  must(child, "fork", "");
  if (child == 0) {
    dup2(ends[0], 0);
    execv(arguments[0], arguments);
    fail(system_failed, "run", arguments[0]);
  }
  dup2(ends[1], 1);
}

_Noreturn static void become(struct settings *s) {
  if (s->session) setsid();
  if (s->umask) umask(strtoul(s->umask, NULL, 8));
  if (s->ready) open_ready(s->ready);
  if (s->input) open_input(s->input);
  for (char **variable = s->environment; *variable; variable++) putenv(*variable);
  if (s->no_new_privileges) must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no-new-privileges", "");
  if (s->directory) must(chdir(s->directory), "directory", s->directory);
  execv(s->arguments[0], s->arguments);
  fail(system_failed, "run", s->arguments[0]);
}

/* A signal for us is for the program: TERM from limd, that is. */
static pid_t program;
static void pass_on(int signal) {
  if (program > 0) kill(-program, signal);
}

static void run_and_wait(struct settings *s, int *status, int *signal) {
  s->session = 1;
  struct sigaction action = {.sa_handler = pass_on};
  sigaction(SIGTERM, &action, NULL);
  program = fork();
  must(program, "fork", "");
  if (program == 0) {
    if (s->born) record_birth(s->born);
    become(s);
  }
  int how;
  while (waitpid(program, &how, 0) < 0 && errno == EINTR) continue;
  *status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
  *signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}

int main(int argc, char **argv) {
  if (argc != 2 && argc != 4) fail(wrong_file, "usage:", "launch FILE [STATUS SIGNAL]");
  file = argv[1];
  char *text = read_whole(file);
  if (!text) fail(system_failed, "read", file);
  struct settings s = parse(text);
  if (s.lock) {
    int lock = open(s.lock, O_RDWR | O_CREAT, 0600);
    must(lock, "open", s.lock);
    must(flock(lock, LOCK_EX), "lock", s.lock);
  }
  if (s.logger[0]) start_logger(s.logger);
  dup2(1, 2);
  if (!s.ended) {
    if (!s.arguments[0]) fail(wrong_file, "argument", "");
    if (s.born) record_birth(s.born);
    become(&s);
  }
  int status = 0, signal = 0;
  if (s.arguments[0]) {
    if (argc == 4) {
      append(s.arguments, argv[2]);
      append(s.arguments, argv[3]);
    }
    run_and_wait(&s, &status, &signal);
  }
  if (argc == 4) {
    status = atoi(argv[2]);
    signal = atoi(argv[3]);
  }
  char how[32];
  snprintf(how, sizeof how, "%d %d\n", status, signal);
  write_atomically(s.ended, how);
  return status < 0 ? 111 : status;
}
