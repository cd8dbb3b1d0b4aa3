/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>
#include <wchar.h>

char **cplatform_environment(void) { return environ; }

void *cplatform_grow_mapping(void *start, size_t old_length, size_t new_length) {
    void *grown = mremap(start, old_length, new_length, MREMAP_MAYMOVE);
    return grown == MAP_FAILED ? NULL : grown;
}

/* Creates a file in memory, which disappears when its last descriptor is closed. */
int cplatform_memory_file(void) { return memfd_create("mailclerk", MFD_CLOEXEC); }

/* Takes (locks != 0) or releases the lock of one byte; the open file owns it, not the process. */
int cplatform_lock_byte(int descriptor, long long offset, int locks) {
    struct flock byte = {
        .l_type = locks ? F_WRLCK : F_UNLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
    int result;
    do {
        result = fcntl(descriptor, F_OFD_SETLK, &byte);
    } while (result < 0 && errno == EINTR);
    return result;
}

int cplatform_open(const char *path, int flags, unsigned int mode) {
    int descriptor;
    do {
        descriptor = open(path, flags | O_CLOEXEC, (mode_t)mode);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

int cplatform_duplicate_above(int descriptor, int lowest) {
    return fcntl(descriptor, F_DUPFD_CLOEXEC, lowest);
}

int cplatform_set_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

int cplatform_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int cplatform_open_process(int process) {
    /* pidfd_open, Linux 5.3; it always sets close-on-exec. */
    return (int)syscall(SYS_pidfd_open, process, 0);
}

int cplatform_character_cells(uint32_t character) { return wcwidth((wchar_t)character); }

int cplatform_terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int cplatform_terminal_rows(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

void cplatform_log(int priority, const char *line) { syslog(priority, "%s", line); }

const char *cplatform_error_text(int code) { return strerrordesc_np(code); }

int cplatform_random(void *bytes, size_t length) {
    return (int)getrandom(bytes, length < 256 ? length : 256, 0);
}

int cplatform_close_from(posix_spawn_file_actions_t *actions, int lowest) {
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

int cplatform_start_in(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}

int cplatform_is_on_network(const char *path) {
    struct statfs status;
    if (statfs(path, &status) != 0) return -1;
    switch ((uint64_t)status.f_type & 0xFFFFFFFF) { /* numbers of statfs(2), linux/magic.h */
    case 0x6969:     /* NFS */
    case 0xFF534D42: /* CIFS */
    case 0xFE534D42: /* SMB2 */
    case 0x517B:     /* SMB */
    case 0x564C:     /* NCP */
    case 0x73757245: /* Coda */
    case 0x5346414F: /* AFS (OpenAFS) */
    case 0x6B414653: /* AFS (kernel) */
    case 0x01021997: /* 9P */
    case 0x00C36400: /* Ceph */
    case 0x0BD00BD0: /* Lustre */
    case 0x01161970: /* GFS2 */
    case 0x7461636F: /* OCFS2 */
    case 0x65735546: /* FUSE: sshfs, GlusterFS and others */
        return 1;
    default:
        return 0;
    }
}

static int remove_failure;

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    (void)place;
    if (remove(path) != 0 && errno != ENOENT) remove_failure = errno;
    return 0;
}

int cplatform_remove_tree(const char *path) {
    remove_failure = 0;
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0) return -1;
    errno = remove_failure;
    return remove_failure == 0 ? 0 : -1;
}

bool cplatform_has_exited(int status) { return WIFEXITED(status); }
int cplatform_exit_status(int status) { return WEXITSTATUS(status); }
int cplatform_ending_signal(int status) { return WTERMSIG(status); }
