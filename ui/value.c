/* SPDX-License-Identifier: MIT */
/* How values are shown: a switch in one way, whatever word it was set with, and numbers with their unit. */
#include "ui/value.h"

#include <string.h>

bool ui_value_is_type(const struct ui_node *node, const char *type)
{
	return node->option && strcmp(node->option->type.text, type) == 0;
}

static bool is_decimal(const char *value)
{
	return value[0] && !value[strspn(value, "0123456789")];
}

/* NULL: VALUE is no word for either. */
static const char *switch_word(const struct ui_node *node, const char *value)
{
	bool on;

	if (node->option && xb_option_is_off(node->option, value))
		return "off";
	return xb_xen_bool_parse(value, &on) ? on ? "on" : "off" : NULL;
}

/* "1000 us", of an option in its own words: "1 vCPU". */
static const char *with_unit(const struct ui_node *node, const char *value, struct xb_arena *arena)
{
	struct xb_buf text = {0};
	size_t length = strlen(value);
	const char *copy = value;

	xb_option_meaning(node->option, value, &text);
	/* Some numbers have a meaning of their own, and a leading 0 makes another one of them. */
	if (text.length > length && strncmp(text.data, value, length) == 0 && text.data[length] == ' ')
		copy = xb_arena_strdup(arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

const char *ui_value_shown(const struct ui_node *node, const char *value, struct xb_arena *arena)
{
	const char *word = value && node->is_switch ? switch_word(node, value) : NULL;

	if (!value || word)
		return word;
	if (ui_value_is_type(node, "size") && is_decimal(value) && strcmp(value, "0") != 0)
		return xb_arena_format(arena, "%s %s", value,
				       xb_scopes[node->option->scope].bare_kib ? "KiB" : "bytes");
	if (ui_value_is_type(node, "int") && is_decimal(value) && node->option->unit.text)
		return with_unit(node, value, arena);
	if (node->info && node->info->unit && (is_decimal(value) || strncmp(value, "0x", 2) == 0))
		return xb_arena_format(arena, "%s %s", value, node->info->unit);
	return value;
}

const char *ui_value_now(const struct ui_node *node, struct xb_arena *arena)
{
	return node->value && node->bare ? "on" : ui_value_shown(node, node->value, arena);
}

const char *ui_value_standing(const struct ui_node *node, struct xb_arena *arena)
{
	return ui_value_shown(node, node->standing, arena);
}

void ui_value_put_word(const struct ui_node *node, struct xb_buf *out)
{
	xb_buf_puts(out, node->subject.name);
	if (!node->bare && !node->negated)
		xb_buf_printf(out, "=%s", node->value);
}

const char *ui_value_mark(const struct ui_node *node)
{
	if (node->is_switch)
		return !node->value ? "[-]" : node->off ? "[ ]" : "[*]";
	return node->value ? " = " : "";
}
