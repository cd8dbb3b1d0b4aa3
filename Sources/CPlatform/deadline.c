/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "CPlatform.h"

#include <signal.h>
#include <sys/time.h>
#include <sysexits.h>
#include <unistd.h>

static volatile sig_atomic_t committed;

static void end_in_time(int signal) {
    (void)signal;
    _exit(committed ? EX_OK : EX_TEMPFAIL);
}

static int set_timer(int64_t microseconds) {
    struct itimerval timer = {.it_value = {.tv_sec = (time_t)(microseconds / 1000000),
                                           .tv_usec = (suseconds_t)(microseconds % 1000000)}};
    return setitimer(ITIMER_REAL, &timer, NULL);
}

int cplatform_start_deadline(int64_t microseconds) {
    /* An MTA that stops the process early (TERM) and a shutdown have the same effect as the
       deadline, because Exim and OpenSMTPD bounce mail if the process is killed by a signal.
       The handler runs on the alternate stack, if there is one. */
    static const int ends[] = {SIGALRM, SIGTERM, SIGHUP, SIGINT};
    struct sigaction action = {.sa_handler = end_in_time, .sa_flags = SA_ONSTACK};
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], &action, NULL) != 0) return -1;
    return set_timer(microseconds);
}

int64_t cplatform_deadline_remaining(void) {
    struct itimerval timer;
    if (getitimer(ITIMER_REAL, &timer) != 0) return 0;
    return (int64_t)timer.it_value.tv_sec * 1000000 + timer.it_value.tv_usec;
}

void cplatform_stop_deadline(void) { set_timer(0); }

void cplatform_deadline_committed(void) { committed = 1; }
