/*
 * A disk without room, as the system tells of one: loaded before the C library (LD_PRELOAD), it refuses to write to
 * the files of the folder OFFPRINT_FULL_FOLDER while there is a file OFFPRINT_FULL_MARK.
 *
 * A small file system of its own could be filled in truth, but only root may mount one; a limit of a file's size
 * ends the program with a signal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_full(int file) {
  const char *folder = getenv("OFFPRINT_FULL_FOLDER"), *mark = getenv("OFFPRINT_FULL_MARK");
  char link[32], path[4096];
  if (folder == NULL || mark == NULL || syscall(SYS_faccessat, -100, mark, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return strncmp(path, folder, strlen(folder)) == 0;
}

static ssize_t refused(void) {
  errno = ENOSPC;
  return -1;
}

ssize_t write(int file, const void *bytes, size_t count) {
  return is_full(file) ? refused() : syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  return is_full(file) ? refused() : syscall(SYS_pwrite64, file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  return is_full(file) ? refused() : syscall(SYS_pwrite64, file, bytes, count, at);
}
