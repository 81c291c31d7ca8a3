/*
 * Lets every n-th write to a file below a folder write only half of what it was given, as a kernel may. strace
 * cannot: it skips the call whose result it falsifies, so that the half would not be written either.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int isDue(int file) {
  static int seen = 0;
  const char *folder = getenv("SHORT_WRITES_IN"), *every = getenv("SHORT_WRITES_EVERY");
  char link[64], place[PATH_MAX];
  if (folder == NULL || every == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, place, sizeof place - 1);
  if (length < 0) return 0;
  place[length] = 0;
  if (strncmp(place, folder, strlen(folder)) != 0) return 0;
  if (__atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST) % atoi(every) != 0) return 0;
  const char *note = getenv("SHORT_WRITES_NOTE");
  if (note != NULL && symlink(strrchr(place, '/') + 1, note) != 0) return 1;
  return 1;
}

static size_t shortened(int file, size_t bytes) { return bytes > 1 && isDue(file) ? bytes / 2 : bytes; }

ssize_t write(int file, const void *from, size_t bytes) {
  static ssize_t (*real)(int, const void *, size_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "write");
  return real(file, from, shortened(file, bytes));
}

ssize_t pwrite64(int file, const void *from, size_t bytes, off64_t at) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "pwrite64");
  return real(file, from, shortened(file, bytes), at);
}

ssize_t pwrite(int file, const void *from, size_t bytes, off_t at) { return pwrite64(file, from, bytes, at); }

ssize_t writev(int file, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "writev");
  if (count > 0 && parts[0].iov_len > 1 && isDue(file)) return write(file, parts[0].iov_base, parts[0].iov_len / 2);
  return real(file, parts, count);
}
