/* SPDX-License-Identifier: MIT */
/* Which options answer a search, and how well. */
#ifndef CLI_OPTIONS_SEARCH_H
#define CLI_OPTIONS_SEARCH_H

#include <stdint.h>

#include "cli/cli.h"

struct cli_search;

/* From the text of --search: an extended regular expression, or words that all must be found. NULL,
 * with CLI_USAGE's message, when it is none. */
struct cli_search *cli_search_new(struct cli *cli, const char *text);
void cli_search_free(struct cli_search *search);

enum { CLI_SEARCH_NONE = UINT32_MAX };
/* How far OPTION is from what was asked: the less, the better; CLI_SEARCH_NONE: it is no answer. */
uint32_t cli_search_distance(const struct cli_search *search, const struct xb_option *option);

#endif
