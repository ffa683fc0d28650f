/* SPDX-License-Identifier: MIT */
/*
 * tree-expect TREE FILE: does the tree hold what each line of FILE says? A line is PATH TAB PROPERTY TAB VALUE,
 * where VALUE is
 *
 *	=TEXT    that text        |ONE|TWO  those texts     <1 ff>  those cells, in hexadecimal
 *	nothing  an empty value   -         no such property, or no such node
 *
 * It links libfdt and nothing of xenboot. Status 1: a line does not hold.
 */
#include "util.h"

#include <libfdt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes that VALUE stands for. */
static void read_value(const char *value, struct text *out)
{
	if (*value == '=')
		text_add(out, value + 1, strlen(value));
	for (const char *at = value; *at == '|'; at += 1 + strcspn(at + 1, "|")) {
		text_add(out, at + 1, strcspn(at + 1, "|"));
		text_add_char(out, '\0');
	}
	for (char *end; *value == '<' || *value == ' '; value = end) {
		unsigned long cell = strtoul(value + 1, &end, 16);

		if (end == value + 1)
			die("'%s' is no list of cells", value);
		for (int shift = 24; shift >= 0; shift -= 8)
			text_add_char(out, (char)(unsigned char)(cell >> shift));
	}
}

static bool holds(const void *tree, const char *path, const char *name, const char *value)
{
	int node = fdt_path_offset(tree, path), length = 0;
	const void *seen = node >= 0 ? fdt_getprop(tree, node, name, &length) : NULL;
	struct text wanted = {0};
	bool same;

	if (strcmp(value, "-") == 0)
		return !seen;
	read_value(value, &wanted);
	same = seen && (size_t)length == wanted.length &&
	       (!length || memcmp(seen, wanted.bytes, wanted.length) == 0);
	text_clear(&wanted);
	return same;
}

/* LINE, and what is behind it. */
static bool check_line(const void *tree, char *line)
{
	char *name = strchr(line, '\t'), *value = name ? strchr(name + 1, '\t') : NULL;

	if (!value)
		die("'%s' has not three columns", line);
	*name++ = *value++ = '\0';
	if (holds(tree, line, name, value))
		return true;
	printf("%s: %s is not '%s'\n", line, name, value);
	return false;
}

int main(int argc, char **argv)
{
	size_t size, count = 0;
	char *tree, *lines;
	bool good = true;

	if (argc != 3)
		die("usage: tree-expect TREE FILE");
	tree = read_file(argv[1], &size);
	if (fdt_check_full(tree, size) != 0)
		die("%s is no sound device tree", argv[1]);
	lines = read_file(argv[2], &size);
	for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"), count++)
		good &= check_line(tree, line);
	if (!count)
		die("%s expects nothing", argv[2]);
	free(lines);
	free(tree);
	return good ? STATUS_OK : STATUS_DIFFERENT;
}
