/* SPDX-License-Identifier: MIT */
/* One option, for people and for programs. */
#ifndef CLI_OPTIONS_SHOW_H
#define CLI_OPTIONS_SHOW_H

#include "cli/cli.h"

void cli_option_page(const struct xb_option *option, struct xb_buf *out);
/* xenboot-options(7), of COUNT options. */
void cli_option_manual(const struct xb_option *const *options, size_t count, struct xb_buf *out);
json_t *cli_option_json(const struct xb_option *option);

#endif
