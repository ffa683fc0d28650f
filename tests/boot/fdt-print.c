/* SPDX-License-Identifier: MIT */
/* `fdt print`: a node as U-Boot shows it. */
#include "fdt-print.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

/* Up to 2023.04 a line's end may stand at the end, and an empty string alone is text. */
bool is_fdt_text(const char *bytes, size_t length, unsigned release)
{
	bool newer = release >= 202307;

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

static void print_value(FILE *out, const char *bytes, size_t length, unsigned release)
{
	size_t step = length % 4 ? 1 : 4;

	if (is_fdt_text(bytes, length, release)) {
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

static void print_at(FILE *out, const void *fdt, int node, unsigned release, int depth)
{
	const char *own = fdt_get_name(fdt, node, NULL);
	int property, child;

	indent(out, depth);
	fprintf(out, "%s {\n", *own ? own : "/");
	fdt_for_each_property_offset(property, fdt, node) {
		const char *name;
		int length;
		const char *bytes = fdt_getprop_by_offset(fdt, property, &name, &length);

		indent(out, depth + 1);
		fprintf(out, "%s%s", name, length ? " = " : "");
		if (length)
			print_value(out, bytes, (size_t)length, release);
		fputs(";\n", out);
	}
	fdt_for_each_subnode(child, fdt, node)
		print_at(out, fdt, child, release, depth + 1);
	indent(out, depth);
	fputs("};\n", out);
}

void print_fdt_node(FILE *out, const void *fdt, int node, unsigned release)
{
	print_at(out, fdt, node, release, 0);
}
