/* SPDX-License-Identifier: MIT */
#ifndef CPLATFORM_H
#define CPLATFORM_H

/*
 * What Swift can't call (variadic functions, macros, globals that it takes for data races) and what
 * it must not do (run in a signal handler). Only the Platform room imports this.
 */

#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- options.c: getopt_long ---- */

/* What cplatform_next_option gives for the two long options. */
#define CPLATFORM_OPTION_HELP 256
#define CPLATFORM_OPTION_VERSION 257

/* Starts over; nothing is ever printed. */
void cplatform_begin_options(void);

/*
 * The next option: its letter, one of the two above, '?' (unknown) or ':' (operand missing), -1 at
 * the end. `letter` gets the option at fault, 0 for a long one, `next` the index of the next
 * argument.
 */
int cplatform_next_option(int count, char *const arguments[], const char *options,
                          const char **operand, int *letter, int *next);

/* ---- calls.c: one call each ---- */

char **cplatform_environment(void);
void *cplatform_grow_mapping(void *start, size_t old_length, size_t new_length);
int cplatform_open(const char *path, int flags, unsigned int mode);
int cplatform_memory_file(void);
int cplatform_lock_byte(int descriptor, long long offset, int locks);
int cplatform_duplicate_above(int descriptor, int lowest);
int cplatform_set_nonblocking(int descriptor);
int cplatform_pipe(int ends[2]);
int cplatform_open_process(int process);
int cplatform_terminal_columns(int descriptor);
int cplatform_terminal_rows(int descriptor);
void cplatform_log(int priority, const char *line);
const char *cplatform_error_text(int code);
int cplatform_random(void *bytes, size_t length);
int cplatform_close_from(posix_spawn_file_actions_t *actions, int lowest);
int cplatform_start_in(posix_spawn_file_actions_t *actions, const char *directory);

/* Removes a directory with all that is in it; -1 with errno where something stays. */
int cplatform_remove_tree(const char *path);

/* 1 for a file system of the network or in user space, 0 for another one, -1 with errno. */
int cplatform_is_on_network(const char *path);

/* How a wait status is read; the C library has macros for it. */
bool cplatform_has_exited(int status);
int cplatform_exit_status(int status);
int cplatform_ending_signal(int status);

/* ---- process_start.c: signals as a program that an MTA starts wants them ---- */

void cplatform_reset_signals(void);

/* Has ended children wait until they are waited for, whatever was inherited for SIGCHLD. */
void cplatform_keep_ended_children(void);

/* ---- deadline.c ---- */

int cplatform_start_deadline(int64_t microseconds);
int64_t cplatform_deadline_remaining(void);
void cplatform_stop_deadline(void);
void cplatform_deadline_committed(void);

/* ---- emergency.c ---- */

int cplatform_install_emergency(void);
int cplatform_arm_emergency(int directory, const char *name, const void *preamble,
                            size_t preamble_length, const void *message, size_t message_length);
void cplatform_disarm_emergency(void);

#endif
