/* SPDX-License-Identifier: MIT */
#ifndef CPLATFORM_H
#define CPLATFORM_H

/*
 * Functions that Swift cannot call (variadic functions, macros, globals that it treats as data
 * races), and code that runs in signal handlers. Only the Platform module imports this.
 */

#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- options.c: getopt_long ---- */

/* The return values of cplatform_next_option for the two long options. */
#define CPLATFORM_OPTION_HELP 256
#define CPLATFORM_OPTION_VERSION 257

/* Resets the option parser, which never prints anything. */
void cplatform_begin_options(void);

/*
 * Returns the next option: its letter, a value above, '?' (unknown) or ':' (operand missing), or -1
 * at the end. Sets `letter` to the invalid option, 0 for a long one, and `next` to the index of the
 * next argument.
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
int cplatform_character_cells(uint32_t character);
int cplatform_terminal_columns(int descriptor);
int cplatform_terminal_rows(int descriptor);
void cplatform_log(int priority, const char *line);
const char *cplatform_error_text(int code);
int cplatform_random(void *bytes, size_t length);
int cplatform_close_from(posix_spawn_file_actions_t *actions, int lowest);
int cplatform_start_in(posix_spawn_file_actions_t *actions, const char *directory);

/* Removes a directory with everything in it; returns -1 and sets errno if something remains. */
int cplatform_remove_tree(const char *path);

/* Returns 1 for a network or user-space file system, 0 for others, -1 and errno on error. */
int cplatform_is_on_network(const char *path);

/* Functions for the C library's macros that read a wait status. */
bool cplatform_has_exited(int status);
int cplatform_exit_status(int status);
int cplatform_ending_signal(int status);

/* ---- process_start.c: arguments and signals of a program that an MTA starts ---- */

/*
 * Returns the arguments that the kernel gave the program, the program's name first, and sets
 * `count`, which is 0 if the program was started without any.
 */
char **cplatform_arguments(int *count);

void cplatform_reset_signals(void);

/* Keeps exited children waitable, whatever action was inherited for SIGCHLD. */
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
