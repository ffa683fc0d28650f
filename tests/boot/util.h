/* SPDX-License-Identifier: MIT */
/*
 * What the check programs of the boot tests share. They are oracles for xenboot, so they use
 * libfdt and the C library only, and none of xenboot's own code.
 */
#ifndef TESTS_BOOT_UTIL_H
#define TESTS_BOOT_UTIL_H

#include <stddef.h>

/* Exit statuses of all check programs. */
enum {
	STATUS_OK = 0,
	STATUS_DIFFERENT = 1, /* the thing that was tested does not hold */
	STATUS_TROUBLE = 2,   /* wrong usage, a file that cannot be read, something not understood */
};

/* A growing string of bytes, always with a NUL behind its end. */
struct text {
	char *bytes; /* NULL while nothing was added */
	size_t length;
	size_t room;
};

/* Print "PROGRAM: MESSAGE" to standard error and exit with STATUS_TROUBLE. */
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

void *need_memory(void *pointer, size_t size); /* realloc that never fails */
char *need_copy(const char *string, size_t length);

void text_add(struct text *text, const char *bytes, size_t length);
void text_add_char(struct text *text, char c);
void text_clear(struct text *text);

/* The whole file, and a NUL behind it. Dies when it cannot be read. */
char *read_file(const char *path, size_t *size);
void write_file(const char *path, const void *bytes, size_t size);

#endif
