/* SPDX-License-Identifier: MIT */
/* What the words behind `fdt set PATH NAME` say, as U-Boot's fdt_parse_prop reads them. */
#include "board.h"
#include "util.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Where U-Boot reads: in a word, or behind the last one. */
struct scan {
	struct board *board;
	char **words;
	size_t count, word;
	const char *at;
};

/* Behind the last word U-Boot reads at address 0, where its own code begins, with this byte. */
#define AT_ZERO "\n"

/* At the end of a word, go to the next one. */
static bool ends_here(struct scan *scan)
{
	if (*scan->at)
		return false;
	scan->at = ++scan->word < scan->count ? scan->words[scan->word] : AT_ZERO;
	return true;
}

static int refuse_character(struct scan *scan)
{
	fprintf(scan->board->host.out, "Unexpected character '%c'\n", *scan->at);
	return 1;
}

/* U-Boot itself writes over the end of its buffer. */
static bool has_room(struct scan *scan, const struct fdt_value *value, size_t more)
{
	if (value->length + more <= sizeof value->bytes)
		return true;
	fprintf(scan->board->host.out, "%s:%d: more than %zu bytes go over the end of U-Boot's buffer\n",
		scan->board->script, scan->board->line, sizeof value->bytes);
	return false;
}

static bool add_cell(struct scan *scan, struct fdt_value *value)
{
	const char *begin = scan->at;
	fdt32_t big = cpu_to_fdt32(
		(uint32_t)board_number(scan->board, begin, &scan->at, 0));

	if (*begin == '?')
		scan->at++;
	else
		memcpy(value->bytes + value->length, &big, sizeof big);
	if (scan->at == begin) {
		fprintf(scan->board->host.out, "Sorry, I could not convert \"%s\"\n", begin);
		return false;
	}
	value->length += sizeof big;
	scan->at += strspn(scan->at, " ");
	return true;
}

static int read_cells(struct scan *scan, struct fdt_value *value)
{
	scan->at++;
	while (*scan->at != '>' && scan->word < scan->count)
		if (!ends_here(scan) && (!has_room(scan, value, 4) || !add_cell(scan, value)))
			return 1;
	return *scan->at == '>' ? 0 : refuse_character(scan);
}

static int read_bytes(struct scan *scan, struct fdt_value *value)
{
	scan->at++;
	while (*scan->at != ']' && scan->word < scan->count) {
		scan->at += strspn(scan->at, " ");
		if (ends_here(scan))
			continue;
		if (!isxdigit((unsigned char)*scan->at))
			break;
		if (!has_room(scan, value, 1))
			return 1;
		value->bytes[value->length++] =
			(char)board_number(scan->board, scan->at, &scan->at, 16);
	}
	return *scan->at == ']' ? 0 : refuse_character(scan);
}

int board_parse_value(struct board *board, size_t count, char **words, struct fdt_value *value)
{
	struct scan scan = {.board = board, .words = words, .count = count, .at = words[0]};

	if (*scan.at == '<')
		return read_cells(&scan, value);
	if (*scan.at == '[')
		return read_bytes(&scan, value);
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(words[i]) + 1;

		if (!has_room(&scan, value, length))
			return 1;
		memcpy(value->bytes + value->length, words[i], length);
		value->length += length;
	}
	return 0;
}
