/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "CPlatform.h"

#include <getopt.h>

static const struct option long_options[] = {
    {"help", no_argument, NULL, CPLATFORM_OPTION_HELP},
    {"version", no_argument, NULL, CPLATFORM_OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

void cplatform_begin_options(void) {
    optind = 0; /* glibc: 0, not 1, resets the state of an earlier scan */
    opterr = 0;
}

int cplatform_next_option(int count, char *const arguments[], const char *options,
                          const char **operand, int *letter, int *next) {
    optarg = NULL;
    optopt = 0;
    int option = getopt_long(count, arguments, options, long_options, NULL);
    *operand = optarg;
    *letter = optopt;
    *next = optind;
    return option;
}
