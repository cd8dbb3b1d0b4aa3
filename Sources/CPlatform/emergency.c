/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "CPlatform.h"

/*
 * The handler for Swift traps. It is written in C because the generated code must not allocate
 * memory, count references, initialise lazily, check exclusivity or take locks, in release and
 * debug builds, on a stack of 64 KB and with a heap that may be damaged. Swift does not guarantee
 * that. The handler makes only async-signal-safe calls (signal-safety(7)).
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sysexits.h>
#include <unistd.h>

enum { STACK_LENGTH = 64 * 1024, GUARD_LENGTH = 4096, NAME_LENGTH = 64 };
enum { SAVED = EX_OK, TEMPORARY_FAILURE = EX_TEMPFAIL };
enum phase { UNARMED, ARMED, COMMITTED };

/* The data that the handler needs, in separate memory that is write-protected when armed. */
struct record {
    int directory;
    char temporary[NAME_LENGTH];
    char final[NAME_LENGTH];
    const void *message;
    size_t message_length;
    size_t preamble_length;
    unsigned char preamble[];
};

static const struct record *_Atomic record;
static atomic_int phase = UNARMED;
static atomic_int entered;

static int create(const struct record *it) {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int file = openat(it->directory, it->temporary, flags, 0600);
    if (file < 0 && (errno == EMFILE || errno == ENFILE)) {
        close(0); /* standard input has been read, so its descriptor can be reused */
        file = openat(it->directory, it->temporary, flags, 0600);
    }
    return file;
}

static bool write_all(int file, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool save(const struct record *it) {
    int file = create(it);
    if (file < 0) return false;
    if (write_all(file, it->preamble, it->preamble_length)
        && write_all(file, it->message, it->message_length) && fsync(file) == 0
        && renameat(it->directory, it->temporary, it->directory, it->final) == 0)
        return fsync(it->directory) == 0;
    unlinkat(it->directory, it->temporary, 0);
    return false;
}

static void on_trap(int signal) {
    (void)signal;
    /* A trap in the handler itself or in another thread. */
    if (atomic_exchange(&entered, 1) != 0) _exit(TEMPORARY_FAILURE);
    switch (atomic_load(&phase)) {
    case COMMITTED:
        _exit(SAVED);
    case ARMED:
        _exit(save(atomic_load(&record)) ? SAVED : TEMPORARY_FAILURE);
    default:
        _exit(TEMPORARY_FAILURE);
    }
}

int cplatform_install_emergency(void) {
    static const int traps[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGXCPU};
    const size_t count = sizeof traps / sizeof *traps;

    /* The guard page below the stack is not accessible: a stack overflow in the handler traps. */
    unsigned char *area = mmap(NULL, GUARD_LENGTH + STACK_LENGTH, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED) return -1;
    if (mprotect(area, GUARD_LENGTH, PROT_NONE) != 0) return -1;
    stack_t stack = {.ss_sp = area + GUARD_LENGTH, .ss_size = STACK_LENGTH};
    if (sigaltstack(&stack, NULL) != 0) return -1;

    struct sigaction action = {.sa_handler = on_trap, .sa_flags = SA_ONSTACK | SA_NODEFER};
    /* Only another trap (which exits) and the deadline may interrupt the copying. */
    sigfillset(&action.sa_mask);
    sigdelset(&action.sa_mask, SIGALRM);
    for (size_t i = 0; i < count; i++) sigdelset(&action.sa_mask, traps[i]);
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (size_t i = 0; i < count; i++) {
        if (sigaction(traps[i], &action, NULL) != 0) return -1;
        sigaddset(&unblocked, traps[i]);
    }
    return sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
}

int cplatform_arm_emergency(int directory, const char *name, const void *preamble,
                            size_t preamble_length, const void *message, size_t message_length) {
    size_t length;
    if (__builtin_add_overflow(sizeof(struct record), preamble_length, &length)
        || strlen(name) + sizeof ".part" > NAME_LENGTH) {
        errno = ENAMETOOLONG;
        return -1;
    }
    struct record *it =
        mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (it == MAP_FAILED) return -1;
    it->directory = directory;
    snprintf(it->final, sizeof it->final, "%s", name);
    snprintf(it->temporary, sizeof it->temporary, "%s.part", name);
    it->message = message;
    it->message_length = message_length;
    it->preamble_length = preamble_length;
    if (preamble_length > 0) memcpy(it->preamble, preamble, preamble_length);
    if (mprotect(it, length, PROT_READ) != 0) {
        int code = errno;
        munmap(it, length);
        errno = code;
        return -1;
    }
    atomic_store(&record, it);
    atomic_store(&phase, ARMED);
    return 0;
}

void cplatform_disarm_emergency(void) { atomic_store(&phase, COMMITTED); }
