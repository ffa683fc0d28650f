/* SPDX-License-Identifier: MIT */
/* Diagnostics in tests: a whole list as one line, "error overlap, note file-missing". */
#ifndef XENBOOT_TESTS_DIAGS_H
#define XENBOOT_TESTS_DIAGS_H

#include "unit/support.h"
#include "xenboot/base.h"

#include <stdlib.h>

/* A new string, "" for an empty list. */
static inline char *diags_line(const struct xb_diags *diags)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < diags->count; i++)
		xb_buf_printf(&line, "%s%s %s", i ? ", " : "",
			      xb_severity_name(diags->items[i].severity),
			      xb_code_info(diags->items[i].code)->name);
	return xb_buf_take(&line);
}

static inline void check_diags_at(const char *label, const struct xb_diags *diags,
				  const char *want, const char *file, int line)
{
	char *got = diags_line(diags);
	struct xb_buf text = {0};

	if (strcmp(got, want) != 0) {
		xb_diags_text(diags, &text);
		print_error("%s", text.data ? text.data : "");
	}
	check_text_at(label, got, want, file, line);
	xb_buf_clear(&text);
	free(got);
}

/* The list is just WANT, in order; "" when there must be none. */
#define check_diags(label, diags, want) check_diags_at(label, diags, want, __FILE__, __LINE__)

/* The message and hint of the first diagnostic; "" when there is none. */
static inline const char *diags_message(const struct xb_diags *diags)
{
	return diags->count ? diags->items[0].message : "";
}

static inline const char *diags_hint(const struct xb_diags *diags)
{
	return diags->count && diags->items[0].hint ? diags->items[0].hint : "";
}

#endif
