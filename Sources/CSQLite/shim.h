/* SPDX-License-Identifier: MIT */
#include <sqlite3.h>

/* sqlite3_db_config is variadic, which Swift cannot call: the options that take one switch. */
static inline int csqlite_db_switch(sqlite3 *database, int option, int on)
{
    return sqlite3_db_config(database, option, on, (int *)0);
}
