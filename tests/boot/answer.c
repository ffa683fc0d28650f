/* SPDX-License-Identifier: MIT */
#include "answer.h"
#include "util.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const unsigned long answer_tree_addresses[ANSWER_TREES] = {0x44000000, 0x45000000};

/* ---- Variables ---- */

static size_t place_of(const struct answer_environment *environment, const char *name, bool *found)
{
	size_t i = 0;

	*found = false;
	for (; i < environment->count; i++) {
		const int order = strcmp(environment->items[i].name, name);

		*found = order == 0;
		if (order >= 0)
			break;
	}
	return i;
}

static const char *value_of(const struct answer_environment *environment, const char *name)
{
	bool found;
	const size_t i = place_of(environment, name, &found);

	return found ? environment->items[i].value : NULL;
}

static void remove_at(struct answer_environment *environment, size_t i)
{
	free(environment->items[i].name);
	free(environment->items[i].value);
	environment->count--;
	memmove(environment->items + i, environment->items + i + 1,
		(environment->count - i) * sizeof *environment->items);
}

static void insert_at(struct answer_environment *environment, size_t i, const char *name, const char *value)
{
	const size_t size = (environment->count + 1) * sizeof *environment->items;

	environment->items = need_memory(environment->items, size);
	memmove(environment->items + i + 1, environment->items + i,
		(environment->count - i) * sizeof *environment->items);
	environment->items[i] = (struct answer_variable){need_copy(name, strlen(name)),
							 need_copy(value, strlen(value))};
	environment->count++;
}

void answer_set(struct answer_environment *environment, const char *name, const char *value)
{
	bool found;
	const size_t i = place_of(environment, name, &found);

	if (found)
		remove_at(environment, i);
	if (value)
		insert_at(environment, i, name, value);
}

void answer_read_environment(struct answer_environment *environment, const char *text)
{
	while (*text) {
		struct text line = {0};
		char *equals;

		for (; *text && *text != '\n'; text++) {
			if (*text == '\\' && text[1])
				text++;
			text_add_char(&line, *text);
		}
		text += *text == '\n';
		equals = line.bytes ? strchr(line.bytes, '=') : NULL;
		if (equals) {
			*equals = '\0';
			answer_set(environment, line.bytes, equals + 1);
		}
		text_clear(&line);
	}
}

void answer_clear(struct answer_environment *environment)
{
	while (environment->count)
		remove_at(environment, environment->count - 1);
	free(environment->items);
	*environment = (struct answer_environment){0};
}

static void print_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n", out);
		else if (*text == '\\')
			fputs("\\\\", out);
		else
			fputc(*text, out);
	}
}

static void print_variables(FILE *out, const struct answer_environment *environment,
			    const struct answer_environment *base)
{
	for (size_t i = 0; i < base->count; i++)
		if (!value_of(environment, base->items[i].name))
			fprintf(out, "no %s\n", base->items[i].name);
	for (size_t i = 0; i < environment->count; i++) {
		const struct answer_variable *variable = &environment->items[i];
		const char *before = value_of(base, variable->name);

		if (before && !strcmp(before, variable->value))
			continue;
		print_text(out, variable->name);
		fputc('=', out);
		print_text(out, variable->value);
		fputc('\n', out);
	}
}

/* ---- Trees ---- */

static bool is_text(const char *bytes, int length)
{
	for (int i = 0; i < length; i++)
		if (bytes[i] ? !isprint((unsigned char)bytes[i]) : !i || !bytes[i - 1])
			return false;
	return length && !bytes[length - 1];
}

static void print_value(FILE *out, const char *bytes, int length)
{
	if (is_text(bytes, length)) {
		for (int i = 0; i < length; i += (int)strlen(bytes + i) + 1)
			fprintf(out, " \"%s\"", bytes + i);
		return;
	}
	fputc(' ', out);
	for (int i = 0; i < length; i++)
		fprintf(out, "%s%02x", i && i % 4 == 0 ? " " : "", (unsigned char)bytes[i]);
}

static void print_node(FILE *out, const void *fdt, int node, int depth)
{
	int property, child;

	fprintf(out, "%*s%s/\n", 2 * depth, "", fdt_get_name(fdt, node, NULL));
	fdt_for_each_property_offset(property, fdt, node) {
		const char *name;
		int length;
		const char *bytes = fdt_getprop_by_offset(fdt, property, &name, &length);

		fprintf(out, "%*s%s", 2 * depth + 2, "", name);
		print_value(out, bytes, length);
		fputc('\n', out);
	}
	fdt_for_each_subnode(child, fdt, node)
		print_node(out, fdt, child, depth + 1);
}

void answer_print(FILE *out, const struct answer *answer, const struct answer_environment *base)
{
	if (answer->lost) {
		fprintf(out, "never returns\n");
		return;
	}
	fprintf(out, "status %s\n", answer->status ? answer->status : "?");
	print_variables(out, &answer->environment, base);
	for (size_t i = 0; i < ANSWER_TREES; i++) {
		const void *tree = answer->trees[i];

		if (!tree || fdt_check_header(tree))
			continue;
		fprintf(out, "tree at 0x%lx, 0x%x bytes\n", answer_tree_addresses[i], fdt_totalsize(tree));
		if (fdt_check_full(tree, fdt_totalsize(tree)))
			fputs("  damaged\n", out);
		else
			print_node(out, tree, 0, 1);
	}
}
