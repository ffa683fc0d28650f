/* SPDX-License-Identifier: MIT */
/*
 * log-to-blob LOG NAME OUT: turns what U-Boot's `md.b` printed back into bytes. LOG is a console's
 * log; of it, the lines between "dump NAME" and "dump end" count:
 *
 *   48400000: d0 0d fe ed 00 00 2e 5c 00 00 00 38 00 00 2c 44  .......\...8..,D
 *
 * Addresses must follow each other; only the last line may be short. No more is written than the
 * totalsize of the device tree that it is.
 * Status 0: done; 1: no such dump, or not a whole one.
 */
#include "util.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PER_LINE 16

__attribute__((noreturn)) static void not_whole(const char *what)
{
	printf("log-to-blob: %s\n", what);
	exit(STATUS_DIFFERENT);
}

static char *next_line(char **rest)
{
	char *line = *rest;
	size_t length;

	if (!*line)
		return NULL;
	length = strcspn(line, "\n");
	*rest = line + length + (line[length] == '\n');
	line[length] = '\0';
	line[strcspn(line, "\r")] = '\0';
	return line;
}

/* Appends the bytes of one line; false when it is no line of md.b. */
static bool add_line(const char *line, unsigned long *expected, struct text *bytes)
{
	char *at;
	unsigned long address = strtoul(line, &at, 16);

	if (at != line + 8 || at[0] != ':' || at[1] != ' ')
		return false;
	if (bytes->length && address != *expected)
		not_whole("a line is missing, or another one is among them");
	at += 2;
	*expected = address;
	for (int i = 0; i < PER_LINE && *at != ' '; i++, at += 3) {
		char *end;
		unsigned long byte = strtoul(at, &end, 16);

		if (end != at + 2)
			not_whole("a line that is not whole");
		text_add_char(bytes, (char)byte);
		++*expected;
	}
	return true;
}

static void read_dump(char *log, const char *name, struct text *bytes)
{
	bool inside = false, ended = false;
	unsigned long expected = 0;
	char *line;

	while ((line = next_line(&log)) && !ended) {
		if (inside && !strcmp(line, "dump end"))
			ended = true;
		else if (inside && !add_line(line, &expected, bytes))
			not_whole("a line in the dump is none of md.b");
		else if (!strncmp(line, "dump ", 5) && !strcmp(line + 5, name))
			inside = true;
	}
	if (!ended)
		not_whole("the dump is not there, or has no end");
}

/* NULs would hide the rest of the log from the functions for strings. */
static void hide_nuls(char *log, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!log[i])
			log[i] = '?';
}

int main(int argc, char **argv)
{
	struct text bytes = {0};
	size_t size;
	char *log;

	if (argc != 4)
		die("usage: log-to-blob LOG NAME OUT");
	log = read_file(argv[1], &size);
	hide_nuls(log, size);
	read_dump(log, argv[2], &bytes);
	if (bytes.length < sizeof(struct fdt_header) || fdt_check_header(bytes.bytes))
		not_whole("no device tree is in the dump");
	if (fdt_totalsize(bytes.bytes) > bytes.length)
		not_whole("the dump is shorter than the tree in it");
	write_file(argv[3], bytes.bytes, fdt_totalsize(bytes.bytes));
	text_clear(&bytes);
	free(log);
	return STATUS_OK;
}
