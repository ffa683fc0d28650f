/* SPDX-License-Identifier: MIT */
/*
 * What every unit test starts with: cmocka, and assertions that print both values and a label, so
 * that a failing row of a table names itself.
 */
#ifndef XENBOOT_TESTS_SUPPORT_H
#define XENBOOT_TESTS_SUPPORT_H

/* cmocka.h before 2.0 does not include what it needs. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "xenboot/base.h"

static inline void check_text_at(const char *label, const char *got, const char *want,
				 const char *file, int line)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return;
	/* Not by print_error, which cuts at 1,024 characters. */
	fprintf(stderr, "%s: got  %s%s%s\n%s: want %s%s%s\n", label, got ? "\"" : "",
		got ? got : "NULL", got ? "\"" : "", label, want ? "\"" : "",
		want ? want : "NULL", want ? "\"" : "");
	_fail(file, line);
}

static inline void check_contains_at(const char *label, const char *got, const char *part,
				     const char *file, int line)
{
	if (got && strstr(got, part))
		return;
	print_error("%s: \"%s\"\n%s: does not contain \"%s\"\n", label, got ? got : "NULL", label,
		    part);
	_fail(file, line);
}

static inline void check_u64_at(const char *label, uint64_t got, uint64_t want, const char *file,
				int line)
{
	if (got == want)
		return;
	print_error("%s: got  %" PRIu64 " (0x%" PRIx64 ")\n%s: want %" PRIu64 " (0x%" PRIx64 ")\n",
		    label, got, got, label, want, want);
	_fail(file, line);
}

static inline void check_int_at(const char *label, intmax_t got, intmax_t want, const char *file,
				int line)
{
	if (got == want)
		return;
	print_error("%s: got %" PRIdMAX ", want %" PRIdMAX "\n", label, got, want);
	_fail(file, line);
}

static inline void check_bool_at(const char *label, bool got, bool want, const char *file, int line)
{
	if (got == want)
		return;
	print_error("%s: got %s, want %s\n", label, got ? "true" : "false",
		    want ? "true" : "false");
	_fail(file, line);
}

/* Compare GOT and WANT; LABEL is the row of the table. Text may be NULL on either side. */
#define check_text(label, got, want) check_text_at(label, got, want, __FILE__, __LINE__)
#define check_contains(label, got, part) check_contains_at(label, got, part, __FILE__, __LINE__)
#define check_u64(label, got, want) check_u64_at(label, got, want, __FILE__, __LINE__)
#define check_int(label, got, want) check_int_at(label, got, want, __FILE__, __LINE__)
#define check_bool(label, got, want) check_bool_at(label, got, want, __FILE__, __LINE__)

#endif
