/* Files by their paths. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include "host.h"

/* A whole file, also of those that say they are empty (/proc); the caller frees it. NULL: errno says why. */
static uint8_t *contents_of(const char *path, size_t *size) {
  int descriptor = UNINTERRUPTED(open(path, O_RDONLY | O_CLOEXEC));
  if (descriptor == -1) return NULL;
  struct stat status;
  size_t room = fstat(descriptor, &status) == 0 && status.st_size > 0 ? status.st_size + 1 : 4096;
  uint8_t *buffer = NULL;
  *size = 0;
  for (ssize_t got = 1; got > 0;) {
    if (buffer == NULL || *size == room) {
      room = buffer == NULL ? room : 2 * room;
      uint8_t *larger = realloc(buffer, room);
      if (larger == NULL) goto failed;
      buffer = larger;
    }
    got = UNINTERRUPTED(read(descriptor, buffer + *size, room - *size));
    if (got == -1) goto failed;
    *size += got;
  }
  close(descriptor);
  return buffer;
failed:;
  int number = errno;
  free(buffer);
  close(descriptor);
  errno = number;
  return NULL;
}

enum { AS_TEXT, AS_BYTES };
static JSValue host_readFile(ARGUMENTS, int as) {
  TEXT(path, argv[0]);
  size_t size;
  uint8_t *contents = contents_of(path, &size);
  JSValue value = contents == NULL ? fail(ctx, "open", path)
    : as == AS_TEXT                ? JS_NewStringLen(ctx, (const char *)contents, size)
                                   : JS_NewArrayBufferCopy(ctx, contents, size);
  free(contents);
  JS_FreeCString(ctx, path);
  return value;
}

static JSValue host_writeFile(ARGUMENTS) {
  int mode = 0644;
  if (argc > 2 && !JS_IsUndefined(argv[2]) && JS_ToInt32(ctx, &mode, argv[2])) return JS_EXCEPTION;
  struct data data;
  if (!data_of(ctx, argv[1], &data)) return JS_EXCEPTION;
  const char *path = JS_ToCString(ctx, argv[0]);
  if (path == NULL) {
    done_with(ctx, &data);
    return JS_EXCEPTION;
  }
  int descriptor = UNINTERRUPTED(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  const char *failed = descriptor == -1 ? "open" : NULL;
  for (size_t written = 0; failed == NULL && written < data.size;) {
    ssize_t some = UNINTERRUPTED(write(descriptor, data.start + written, data.size - written));
    if (some == -1) failed = "write";
    else written += some;
  }
  JSValue value = failed == NULL ? JS_UNDEFINED : fail(ctx, failed, path);
  if (descriptor != -1) close(descriptor);
  done_with(ctx, &data);
  JS_FreeCString(ctx, path);
  return value;
}

static const char *kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR: return "directory";
    case S_IFLNK: return "symlink";
    case S_IFIFO: return "fifo";
    case S_IFSOCK: return "socket";
    case S_IFCHR: return "character";
    case S_IFBLK: return "block";
    default: return "file";
  }
}

enum { FOLLOW, STAY };
static JSValue host_stat(ARGUMENTS, int how) {
  TEXT(path, argv[0]);
  struct stat status;
  if ((how == FOLLOW ? stat(path, &status) : lstat(path, &status)) == -1) {
    JSValue value = errno == ENOENT || errno == ENOTDIR ? JS_UNDEFINED : fail(ctx, "stat", path);
    JS_FreeCString(ctx, path);
    return value;
  }
  JS_FreeCString(ctx, path);
  JSValue object = JS_NewObject(ctx);
  set_text(ctx, object, "kind", kind_of(status.st_mode));
  set_number(ctx, object, "mode", status.st_mode & 07777);
  set_number(ctx, object, "uid", status.st_uid);
  set_number(ctx, object, "gid", status.st_gid);
  set_number(ctx, object, "sizeBytes", status.st_size);
  set_number(ctx, object, "modifiedMs", status.st_mtim.tv_sec * 1e3 + status.st_mtim.tv_nsec / 1000000);
  set_number(ctx, object, "device", status.st_dev);
  set_number(ctx, object, "inode", status.st_ino);
  set_number(ctx, object, "major", major(status.st_rdev));
  set_number(ctx, object, "minor", minor(status.st_rdev));
  return object;
}

static int not_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}
static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static JSValue host_readDirectory(ARGUMENTS) {
  TEXT(path, argv[0]);
  struct dirent **entries;
  int count = scandir(path, &entries, not_dots, by_name);
  JSValue value = count == -1 ? fail(ctx, "readDirectory", path) : JS_NewArray(ctx);
  JS_FreeCString(ctx, path);
  for (int i = 0; i < count; i++) {
    JS_SetPropertyUint32(ctx, value, i, JS_NewString(ctx, entries[i]->d_name));
    free(entries[i]);
  }
  if (count != -1) free(entries);
  return value;
}

static JSValue host_mkdir(ARGUMENTS) {
  int mode = 0755;
  if (argc > 1 && !JS_IsUndefined(argv[1]) && JS_ToInt32(ctx, &mode, argv[1])) return JS_EXCEPTION;
  TEXT(path, argv[0]);
  return done(ctx, mkdir(path, mode), "mkdir", path);
}

static JSValue host_rmdir(ARGUMENTS) {
  TEXT(path, argv[0]);
  return done(ctx, rmdir(path), "rmdir", path);
}

static JSValue host_unlink(ARGUMENTS) {
  TEXT(path, argv[0]);
  return done(ctx, unlink(path), "unlink", path);
}

/* Calls what takes two paths; an error names the second, which is the one that is made. */
static JSValue with_two(JSContext *ctx, JSValueConst *argv, int call(const char *, const char *), const char *name) {
  TEXT(first, argv[0]);
  const char *second = JS_ToCString(ctx, argv[1]);
  JSValue value = second == NULL ? JS_EXCEPTION : done(ctx, call(first, second), name, second);
  JS_FreeCString(ctx, first);
  return value;
}

static JSValue host_rename(ARGUMENTS) { return with_two(ctx, argv, rename, "rename"); }
static JSValue host_symlink(ARGUMENTS) { return with_two(ctx, argv, symlink, "symlink"); }

static JSValue host_readlink(ARGUMENTS) {
  TEXT(path, argv[0]);
  char target[4096];
  ssize_t size = readlink(path, target, sizeof target);
  JSValue value = size == -1 ? fail(ctx, "readlink", path) : JS_NewStringLen(ctx, target, size);
  JS_FreeCString(ctx, path);
  return value;
}

static JSValue host_chmod(ARGUMENTS) {
  INT(mode, argv[1]);
  TEXT(path, argv[0]);
  return done(ctx, chmod(path, mode), "chmod", path);
}

static JSValue host_chown(ARGUMENTS) {
  INT(uid, argv[1]);
  INT(gid, argv[2]);
  TEXT(path, argv[0]);
  return done(ctx, lchown(path, uid, gid), "chown", path);
}

static JSValue host_mknod(ARGUMENTS) {
  INT(mode, argv[1]);
  int high = 0, low = 0;
  if (argc > 2 && JS_ToInt32(ctx, &high, argv[2])) return JS_EXCEPTION;
  if (argc > 3 && JS_ToInt32(ctx, &low, argv[3])) return JS_EXCEPTION;
  TEXT(path, argv[0]);
  return done(ctx, mknod(path, mode, makedev(high, low)), "mknod", path);
}

const JSCFunctionListEntry file_functions[] = {
  JS_CFUNC_MAGIC_DEF("readFile", 1, host_readFile, AS_TEXT),
  JS_CFUNC_MAGIC_DEF("readBytes", 1, host_readFile, AS_BYTES),
  JS_CFUNC_DEF("writeFile", 2, host_writeFile),
  JS_CFUNC_MAGIC_DEF("stat", 1, host_stat, FOLLOW),
  JS_CFUNC_MAGIC_DEF("lstat", 1, host_stat, STAY),
  JS_CFUNC_DEF("readDirectory", 1, host_readDirectory),
  JS_CFUNC_DEF("mkdir", 1, host_mkdir),
  JS_CFUNC_DEF("rmdir", 1, host_rmdir),
  JS_CFUNC_DEF("unlink", 1, host_unlink),
  JS_CFUNC_DEF("rename", 2, host_rename),
  JS_CFUNC_DEF("symlink", 2, host_symlink),
  JS_CFUNC_DEF("readlink", 1, host_readlink),
  JS_CFUNC_DEF("chmod", 2, host_chmod),
  JS_CFUNC_DEF("chown", 3, host_chown),
  JS_CFUNC_DEF("mknod", 2, host_mknod),
};
COUNTED(file_functions, file_count);
