/* SPDX-License-Identifier: MIT */
/* `fdt print`: a node as U-Boot shows it. */
#include "board.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

/* Up to 2023.04 a line's end may stand at the end, and an empty string alone is text. */
bool board_is_text(const struct board *board, const char *bytes, size_t length)
{
	bool newer = board->host.release >= 202307;

	if (!length || (bytes[length - 1] && (newer || bytes[length - 1] != '\n')))
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c && !isprint(c) && (newer || !isspace(c)))
			return false;
		if (!c && newer && (!i || !bytes[i - 1]))
			return false;
		if (!c && !newer && i + 1 < length && !bytes[i + 1])
			return false;
	}
	return bytes[length - 1] == '\0';
}

static void print_strings(FILE *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i += strlen(bytes + i) + 1)
		fprintf(out, "%s%s", i ? "\", \"" : "\"", bytes + i);
	fputc('"', out);
}

static void print_value(struct board *board, const char *bytes, size_t length)
{
	FILE *out = board->host.out;
	size_t step = length % 4 ? 1 : 4;

	if (board_is_text(board, bytes, length)) {
		print_strings(out, bytes, length);
		return;
	}
	fputc(step == 4 ? '<' : '[', out);
	for (size_t i = 0; i < length; i += step) {
		fprintf(out, "%s%s", i ? " " : "", step == 4 ? "0x" : "");
		for (size_t j = i; j < i + step; j++)
			fprintf(out, "%02x", (unsigned char)bytes[j]);
	}
	fputc(step == 4 ? '>' : ']', out);
}

static void indent(FILE *out, int depth)
{
	while (depth-- > 0)
		fputc('\t', out);
}

static void print_at(struct board *board, int node, int depth)
{
	FILE *out = board->host.out;
	int property, child;

	indent(out, depth);
	fprintf(out, "%s {\n", *fdt_get_name(board->tree->bytes, node, NULL)
				       ? fdt_get_name(board->tree->bytes, node, NULL) : "/");
	fdt_for_each_property_offset(property, board->tree->bytes, node) {
		const char *name;
		int length;
		const char *bytes = fdt_getprop_by_offset(board->tree->bytes, property, &name, &length);

		indent(out, depth + 1);
		fprintf(out, "%s%s", name, length ? " = " : "");
		if (length)
			print_value(board, bytes, (size_t)length);
		fputs(";\n", out);
	}
	fdt_for_each_subnode(child, board->tree->bytes, node)
		print_at(board, child, depth + 1);
	indent(out, depth);
	fputs("};\n", out);
}

void board_print_node(struct board *board, int node)
{
	print_at(board, node, 0);
}
