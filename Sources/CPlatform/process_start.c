/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "CPlatform.h"

#include <signal.h>

static int argument_count;
static char **argument_values;

/*
 * The C library calls this before main. The Swift runtime reads the arguments from /proc instead,
 * and has none if /proc is not mounted or no file can be opened.
 */
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    argument_count = count;
    argument_values = values;
}

char **cplatform_arguments(int *count) {
    *count = argument_count;
    return argument_values;
}

void cplatform_keep_ended_children(void) {
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) != 0) return;
    if (action.sa_handler != SIG_IGN && !(action.sa_flags & SA_NOCLDWAIT)) return;
    action.sa_handler = SIG_DFL;
    action.sa_flags = 0;
    sigaction(SIGCHLD, &action, NULL);
}

void cplatform_reset_signals(void) {
    /* Exim starts pipes with TERM, HUP and INT ignored; cron and shells ignore others. */
    static const int normal[] = {SIGTERM, SIGHUP,  SIGINT,    SIGCHLD, SIGALRM, SIGQUIT,
                                 SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU};
    /* A closed pipe and RLIMIT_FSIZE must make write fail, not kill the process. */
    static const int ignored[] = {SIGPIPE, SIGXFSZ};
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof normal / sizeof *normal; i++) sigaction(normal[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        sigaction(ignored[i], &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}
