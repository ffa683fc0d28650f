/* SPDX-License-Identifier: MIT */
/* fdt get value | name | addr | size VARIABLE PATH ... */
#include "import/command-fdt.h"
#include "import/releases.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* Texts with a NUL at the end; from 2023.07 none of them may be empty (is_printable_string). */
static bool is_text(const struct xb_uboot *uboot, const char *value, int length)
{
	const bool whole = xb_release_has(uboot->shell.release, XB_TRAIT_FDT_TEXT_WHOLE);
	bool begins = true;

	if (length <= 0 || value[length - 1])
		return false;
	for (int i = 0; i < length; i++) {
		if (!value[i] && begins && (whole || length > 1))
			return false;
		if (value[i] && !isprint((unsigned char)value[i]) &&
		    (whole || !isspace((unsigned char)value[i])))
			return false;
		begins = !value[i];
	}
	return true;
}

static int get_text(struct xb_uboot *uboot, const struct xb_word *variable, const char *value,
		    int length, long index)
{
	int i = 0;

	for (; i < length && index > 0; index--)
		i += (int)strlen(value + i) + 1;
	if (i >= length)
		return 1;
	xb_uboot_set(uboot, variable->text, value + i, variable->at);
	return 0;
}

static uint32_t cell_of(const char *value)
{
	fdt32_t cell;

	memcpy(&cell, value, sizeof(cell));
	return fdt32_to_cpu(cell);
}

static void set_cell(struct xb_uboot *uboot, const struct xb_word *variable, const char *value)
{
	char *text = xb_format("0x%08X", cell_of(value));

	xb_uboot_set(uboot, variable->text, text, variable->at);
	free(text);
}

/* All digits in a row: until 2026.04 each cell's bytes the other way round. */
static void set_digits(struct xb_uboot *uboot, const struct xb_word *variable, const char *value,
		       int length)
{
	const bool swapped = !xb_release_has(uboot->shell.release, XB_TRAIT_FDT_ANY_BYTES);
	struct xb_buf text = {0};

	for (int i = 0; i < length; i++)
		xb_buf_printf(&text, "%02x",
			      (unsigned char)value[swapped ? (i & ~3) + 3 - (i & 3) : i]);
	xb_uboot_set(uboot, variable->text, text.data, variable->at);
	xb_buf_clear(&text);
}

/* INDEX -1: none was given. */
static int get_value(struct xb_uboot *uboot, const struct xb_word *variable, const char *value,
		     int length, long index)
{
	const bool by_index = xb_release_has(uboot->shell.release, XB_TRAIT_FDT_CELL_INDEX);

	if (!length) {
		xb_uboot_set(uboot, variable->text, NULL, variable->at);
		return 0;
	}
	if (index > 0)
		xb_uboot_differs(uboot, is_text(uboot, value, length) ? XB_TRAIT_FDT_STRING_INDEX : XB_TRAIT_FDT_CELL_INDEX,
				 variable->at);
	if (is_text(uboot, value, length))
		return get_text(uboot, variable, value, length,
				xb_release_has(uboot->shell.release, XB_TRAIT_FDT_STRING_INDEX) ? index : 0);
	if (length == 4) {
		set_cell(uboot, variable, value);
		return 0;
	}
	if (length % 4 == 0 && index >= 0 && by_index) {
		if (index * 4 >= length)
			return 1;
		set_cell(uboot, variable, value + index * 4);
		return 0;
	}
	xb_uboot_differs(uboot, XB_TRAIT_FDT_ANY_BYTES, variable->at);
	if (xb_release_has(uboot->shell.release, XB_TRAIT_FDT_ANY_BYTES) || (length % 4 == 0 && length <= 20)) {
		set_digits(uboot, variable, value, length);
		return 0;
	}
	xb_uboot_say(uboot, "error: unprintable value\n");
	return 1;
}

/* A value that is not known: the tree is not here. */
static int get_unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_symbol symbol = {
		.kind = XB_SYMBOL_RESULT, .load = XB_NONE, .at = command->words[0].at};
	struct xb_buf name = {0};
	struct xb_amount amount = {0};

	for (size_t i = 4; i < command->count; i++)
		xb_buf_printf(&name, "%s%s", i > 4 ? " " : "", command->words[i].text);
	symbol.name = name.data ? name.data : (char *)"";
	amount.symbol = xb_symbol_add(&uboot->symbols, &symbol);
	xb_uboot_set_amount(uboot, command->words[3].text, amount, command->words[3].at);
	xb_buf_clear(&name);
	return 0;
}

/* The symbol in the only cell of a property. */
static bool get_symbol(struct xb_uboot *uboot, const struct xb_board_tree *tree,
		       const struct xb_command *command)
{
	for (size_t i = 0; i < tree->cell_count; i++) {
		const struct xb_symbol_cell *cell = &tree->cells[i];

		if (strcmp(cell->path, command->words[4].text) != 0 ||
		    strcmp(cell->property, command->words[5].text) != 0 || cell->offset)
			continue;
		xb_uboot_set_amount(uboot, command->words[3].text,
				    (struct xb_amount){.symbol = cell->symbol},
				    command->words[3].at);
		return true;
	}
	return false;
}

static int get_size(struct xb_uboot *uboot, const struct xb_word *variable, int length)
{
	const bool newer = xb_release_has(uboot->shell.release, XB_TRAIT_FDT_SIZE_SHORT);
	char *text = xb_format(newer ? "%x" : "0x%08X", (unsigned)length);

	xb_uboot_set(uboot, variable->text, length || newer ? text : NULL, variable->at);
	free(text);
	return 0;
}

static int get_property(struct xb_uboot *uboot, struct xb_board_tree *tree, int node,
			const struct xb_command *command)
{
	const struct xb_word *variable = &command->words[3];
	const char form = command->words[2].text[0];
	const long index = command->count == 7
				   ? (long)xb_uboot_decimal(uboot, command->words[6].text).value
				   : -1;
	int length = 0;
	const char *value = fdt_getprop(tree->blob.data, node, command->words[5].text, &length);

	if (!value && tree->assumed)
		return get_unknown(uboot, command);
	if (!value)
		return xb_fdt_fail(uboot, "fdt_getprop()", length);
	if (form == 'v')
		return get_symbol(uboot, tree, command)
			       ? 0
			       : get_value(uboot, variable, value, length, index);
	if (form == 's')
		return get_size(uboot, variable, length);
	return form == 'a' ? get_unknown(uboot, command) : xb_uboot_usage(uboot, command);
}

/* The NUMBERth node below, or how many there are. */
static int get_node(struct xb_uboot *uboot, struct xb_board_tree *tree, int node,
		    const struct xb_command *command)
{
	const bool named = command->words[2].text[0] == 'n';
	const uint64_t wanted = named ? xb_amount_read(command->words[5].text, 16, NULL).value : 0;
	uint64_t number = 0;
	char *text;
	int child;

	if (tree->assumed)
		return get_unknown(uboot, command);
	fdt_for_each_subnode(child, tree->blob.data, node)
	{
		if (named && number == wanted) {
			xb_uboot_set(uboot, command->words[3].text,
				     fdt_get_name(tree->blob.data, child, NULL),
				     command->words[3].at);
			return 0;
		}
		number++;
	}
	if (named) {
		xb_uboot_say(uboot, "libfdt node not found\n");
		return 1;
	}
	text = xb_format("%llu", (unsigned long long)number);
	xb_uboot_set(uboot, command->words[3].text, text, command->words[3].at);
	free(text);
	return 0;
}

/* The header's, a cell each. */
static const char *const members[] = {
	"magic",	  "totalsize",	       "off_dt_struct",   "off_dt_strings",  "off_mem_rsvmap",
	"version",	  "last_comp_version", "boot_cpuid_phys", "size_dt_strings", "size_dt_struct",
};

int xb_fdt_get_member(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_word *variable = &command->words[3], *member = &command->words[4];
	const struct xb_board_tree *tree = xb_fdt_working(uboot);

	for (size_t i = 0; i < XB_COUNT(members); i++) {
		struct xb_amount amount = {.symbol = XB_NO_SYMBOL};

		if (strcmp(members[i], member->text) != 0)
			continue;
		amount.value = cell_of(tree->blob.data + 4 * i);
		if (tree->assumed)
			amount = xb_uboot_unknown(uboot, member->at, "%s of the tree", member->text);
		xb_uboot_set_amount(uboot, variable->text, amount, variable->at);
		return 0;
	}
	return 1;
}

int xb_fdt_get(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	const char form = command->count > 2 ? command->words[2].text[0] : '\0';
	int node;

	if (command->count < 5 || (command->count < 6 && form != 's'))
		return xb_uboot_usage(uboot, command);
	node = xb_fdt_node(uboot, tree, command->words[4].text);
	if (node < 0)
		return 1;
	if (form == 'n' || (form == 's' && command->count == 5))
		return get_node(uboot, tree, node, command);
	return get_property(uboot, tree, node, command);
}
