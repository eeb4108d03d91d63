/*
 * run-as OPTION… PROGRAM [ARGUMENT…]: becomes the program with no more rights than it was given. What it can not
 * take away or give ends it (111), so that nothing ever runs with more rights than were meant.
 */
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* In the order of their numbers (linux/capability.h). */
static const char *const capability_names[] = {
  "chown",           "dac_override",       "dac_read_search", "fowner",        "fsetid",       "kill",
  "setgid",          "setuid",             "setpcap",         "linux_immutable", "net_bind_service",
  "net_broadcast",   "net_admin",          "net_raw",         "ipc_lock",      "ipc_owner",    "sys_module",
  "sys_rawio",       "sys_chroot",         "sys_ptrace",      "sys_pacct",     "sys_admin",    "sys_boot",
  "sys_nice",        "sys_resource",       "sys_time",        "sys_tty_config", "mknod",       "lease",
  "audit_write",     "audit_control",      "setfcap",         "mac_override",  "mac_admin",    "syslog",
  "wake_alarm",      "block_suspend",      "audit_read",      "perfmon",       "bpf",          "checkpoint_restore",
};
enum { CAPABILITIES = sizeof capability_names / sizeof capability_names[0] };
_Static_assert(CAPABILITIES == CAP_LAST_CAP + 1, "a name for each of the kernel's capabilities");

static const struct {
  const char *name;
  int resource;
} limits[] = {
  { "as", RLIMIT_AS },         { "core", RLIMIT_CORE },   { "cpu", RLIMIT_CPU },       { "data", RLIMIT_DATA },
  { "fsize", RLIMIT_FSIZE },   { "nofile", RLIMIT_NOFILE }, { "nproc", RLIMIT_NPROC }, { "stack", RLIMIT_STACK },
  { "memlock", RLIMIT_MEMLOCK },
};

static struct {
  bool has_user, has_capabilities, no_new_privileges;
  uid_t uid;
  gid_t gid;
  gid_t groups[32];
  int group_count;
  uint64_t capabilities;
  const char *directory;
} wanted = { .gid = (gid_t)-1 };

static void usage(const char *message, const char *what) {
  fprintf(stderr, "run-as: %s '%s'\n", message, what);
  exit(100);
}

static void must(bool done, const char *what) {
  if (done) return;
  fprintf(stderr, "run-as: %s: %s\n", what, strerror(errno));
  exit(111);
}

static bool is_number(const char *text, int base, unsigned long *number) {
  char *end;
  *number = strtoul(text, &end, base);
  return *text >= '0' && *text <= '9' && *end == '\0';
}

static void set_user(const char *text) {
  unsigned long number;
  wanted.has_user = true;
  if (is_number(text, 10, &number)) {
    wanted.uid = number;
    if (wanted.gid == (gid_t)-1) wanted.gid = number;
    return;
  }
  const struct passwd *user = getpwnam(text);
  if (user == NULL) usage("no user", text);
  wanted.uid = user->pw_uid;
  if (wanted.gid == (gid_t)-1) wanted.gid = user->pw_gid;
}

static gid_t group_of(const char *text) {
  unsigned long number;
  if (is_number(text, 10, &number)) return number;
  const struct group *group = getgrnam(text);
  if (group == NULL) usage("no group", text);
  return group->gr_gid;
}

static void add_group(const char *text) {
  if (wanted.group_count == sizeof wanted.groups / sizeof wanted.groups[0]) usage("too many groups at", text);
  wanted.groups[wanted.group_count++] = group_of(text);
}

static void add_capability(const char *text) {
  for (int i = 0; i < CAPABILITIES; i++) {
    if (strcmp(text, capability_names[i]) != 0) continue;
    wanted.capabilities |= (uint64_t)1 << i;
    return;
  }
  usage("no capability", text);
}

/* Calls for each word of a list with commas. */
static void each(char *list, void call(const char *)) {
  for (char *word = strtok(list, ","); word != NULL; word = strtok(NULL, ",")) call(word);
}

static void set_limit(char *text) {
  char *value = strchr(text, '=');
  unsigned long number;
  if (value == NULL) usage("expects NAME=NUMBER, got", text);
  *value++ = '\0';
  if (!is_number(value, 10, &number)) usage("not a number:", value);
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    if (strcmp(text, limits[i].name) != 0) continue;
    const struct rlimit limit = { number, number };
    must(setrlimit(limits[i].resource, &limit) == 0, text);
    return;
  }
  usage("no limit", text);
}

static void set_umask(const char *text) {
  unsigned long mask;
  if (!is_number(text, 8, &mask) || mask > 0777) usage("not a mask:", text);
  umask(mask);
}

/* No program that is started from here, set-user-id or not, gets more than these. */
static void bound_capabilities(void) {
  for (int i = 0; i < CAPABILITIES; i++) {
    if (wanted.capabilities >> i & 1 || prctl(PR_CAPBSET_READ, i, 0, 0, 0) != 1) continue;
    must(prctl(PR_CAPBSET_DROP, i, 0, 0, 0) == 0, capability_names[i]);
  }
}

/* They outlive setuid only if kept, and exec only if ambient (capabilities(7)). */
static void hold_capabilities(void) {
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct data[2];
  for (int half = 0; half < 2; half++) {
    uint32_t bits = wanted.capabilities >> 32 * half;
    data[half] = (struct __user_cap_data_struct){ bits, bits, bits };
  }
  must(syscall(SYS_capset, &header, data) == 0, "capabilities");
  for (int i = 0; i < CAPABILITIES; i++) {
    if (!(wanted.capabilities >> i & 1)) continue;
    must(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, i, 0, 0) == 0, capability_names[i]);
  }
}

static void change_user(void) {
  must(setgroups(wanted.group_count, wanted.groups) == 0, "groups");
  must(setresgid(wanted.gid, wanted.gid, wanted.gid) == 0, "group");
  if (wanted.capabilities != 0) must(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == 0, "capabilities");
  must(setresuid(wanted.uid, wanted.uid, wanted.uid) == 0, "user");
}

static char *value_of(char **argument) {
  if (argument[1] == NULL) usage("expects a value:", argument[0]);
  return argument[1];
}

/* Limits and the mask are set at once; the rest waits for its turn in `main`. */
static char **read_options(char **argument) {
  for (; *argument != NULL && strncmp(*argument, "--", 2) == 0; argument++) {
    const char *name = *argument + 2;
    if (*name == '\0') return argument + 1;
    if (strcmp(name, "no-new-privileges") == 0) {
      wanted.no_new_privileges = true;
      continue;
    }
    char *value = value_of(argument++);
    if (strcmp(name, "user") == 0) set_user(value);
    else if (strcmp(name, "group") == 0) wanted.gid = group_of(value);
    else if (strcmp(name, "groups") == 0) each(value, add_group);
    else if (strcmp(name, "limit") == 0) set_limit(value);
    else if (strcmp(name, "umask") == 0) set_umask(value);
    else if (strcmp(name, "directory") == 0) wanted.directory = value;
    else if (strcmp(name, "capabilities") == 0) {
      wanted.has_capabilities = true;
      each(value, add_capability);
    } else usage("no option", name);
  }
  return argument;
}

int main(int argc, char **argv) {
  char **program = read_options(argv + 1);
  if (*program == NULL) usage("expects OPTION… PROGRAM [ARGUMENT…], got no", "PROGRAM");
  if (!wanted.has_user && (wanted.gid != (gid_t)-1 || wanted.group_count > 0)) usage("a group needs a", "--user");
  if (wanted.has_capabilities) bound_capabilities();
  if (wanted.has_user) change_user();
  if (wanted.has_capabilities) hold_capabilities();
  if (wanted.no_new_privileges) must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no-new-privileges");
  /* As the user that it now is: what that user may not enter, the program shall not start in. */
  if (wanted.directory != NULL) must(chdir(wanted.directory) == 0, wanted.directory);
  execvp(*program, program);
  fprintf(stderr, "run-as: %s: %s\n", *program, strerror(errno));
  return errno == ENOENT ? 127 : 126;
}
