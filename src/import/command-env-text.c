/* SPDX-License-Identifier: MIT */
/* env import and export of texts (U-Boot cmd/nvedit.c, lib/hashtable.c). */
#include "import/uboot.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Options ---- */

/* What stands before the address. */
struct options {
	bool text, whole; /* lines; all others are deleted */
	bool carriage;	  /* a CR before a line end does not count */
	size_t next;	  /* the word behind them */
};

static bool read_options(const struct xb_command *command, struct options *options)
{
	const char *letters;

	*options = (struct options){.text = true, .next = 1};
	for (; options->next < command->count; options->next++) {
		letters = command->words[options->next].text;
		if (*letters++ != '-')
			break;
		for (; *letters; letters++) {
			if (!strchr("bctrd", *letters))
				return false;
			options->text = options->text && *letters != 'b' && *letters != 'c';
			options->carriage = options->carriage || *letters == 'r';
			options->whole = options->whole || *letters == 'd';
		}
	}
	return options->next < command->count;
}

static bool is_listed(const struct xb_command *command, size_t first, const char *name)
{
	for (size_t i = first; i < command->count; i++)
		if (!strcmp(command->words[i].text, name))
			return true;
	return first >= command->count;
}

/* ---- Export ---- */

/* A line for one variable; a line end or a backslash in its value gets a backslash. */
static void put_line(const struct xb_variable *variable, struct xb_buf *out)
{
	xb_buf_printf(out, "%s=", variable->name);
	for (const char *c = variable->value; *c; c++) {
		if (*c == '\n' || *c == '\\')
			xb_buf_putc(out, '\\');
		xb_buf_putc(out, *c);
	}
	xb_buf_putc(out, '\n');
}

static void keep_text(struct xb_uboot *uboot, struct xb_amount address, const struct xb_buf *bytes)
{
	struct xb_board_text *text;

	uboot->texts =
		xb_grow(uboot->texts, &uboot->text_capacity, uboot->text_count, sizeof(*uboot->texts));
	text = &uboot->texts[uboot->text_count++];
	*text = (struct xb_board_text){.address = address, .loads = uboot->boot->load_count, .bytes = *bytes};
}

/* export -t ADDRESS [NAME...] */
int xb_env_export(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_variables *env = &uboot->shell.env;
	struct options options;
	struct xb_buf bytes = {0};
	char *size;

	if (!read_options(command, &options))
		return xb_uboot_usage(uboot, command);
	if (!options.text)
		return xb_uboot_outcome(uboot, command);
	for (size_t i = 0; i < env->count; i++)
		if (is_listed(command, options.next + 1, env->items[i].name))
			put_line(&env->items[i], &bytes);
	xb_buf_putc(&bytes, '\0');
	size = xb_format("%zX", bytes.length);
	keep_text(uboot, xb_amount_read(command->words[options.next].text, 16, NULL), &bytes);
	xb_uboot_set(uboot, "filesize", size, command->words[0].at);
	free(size);
	return 0;
}

/* ---- Import ---- */

/* Files of variables are not larger. */
enum { FILE_MAX = 1 << 20 };

/* What stands at ADDRESS, as far as it is known: new. */
static bool find_text(const struct xb_uboot *uboot, struct xb_amount address, struct xb_buf *out)
{
	const size_t index = xb_uboot_load_at(uboot, address, false);

	for (size_t i = uboot->text_count; i-- > 0;) {
		const struct xb_board_text *text = &uboot->texts[i];

		if (text->address.symbol != address.symbol || text->address.value != address.value ||
		    (index != XB_NONE && index >= text->loads))
			continue;
		xb_buf_add(out, text->bytes.data, text->bytes.length);
		return true;
	}
	return index != XB_NONE && uboot->boot->loads[index].present &&
	       !xb_file_read(uboot->boot->loads[index].path, FILE_MAX, out);
}

/* As many of the bytes as SIZE says, or up to the end of a text. */
static void cut_text(struct xb_buf *text, const struct xb_word *size)
{
	const struct xb_amount wanted =
		size ? xb_amount_read(size->text, 16, NULL) : (struct xb_amount){.symbol = XB_NO_SYMBOL};
	const bool given = size && strcmp(size->text, "-") != 0 && wanted.symbol == XB_NO_SYMBOL;

	xb_buf_putc(text, '\0');
	if (given && wanted.value < text->length)
		text->length = (size_t)wanted.value;
	text->length = strnlen(text->data, text->length);
	text->data[text->length] = '\0';
}

static void drop_carriage_returns(struct xb_buf *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->length; i++)
		if (text->data[i] != '\r' || text->data[i + 1] != '\n')
			text->data[kept++] = text->data[i];
	text->length = kept;
	text->data[kept] = '\0';
}

/* The value at FROM, up to a line end that has no backslash: what is behind it. */
static const char *read_value(const char *from, struct xb_buf *out)
{
	for (; *from && *from != '\n'; from++) {
		if (*from == '\\' && from[1])
			from++;
		xb_buf_putc(out, *from);
	}
	return from + (*from == '\n');
}

/* The line at TEXT, and what is behind it. A name without a value is deleted. */
static const char *import_line(struct xb_uboot *uboot, const char *text, const struct xb_command *command,
			       size_t first)
{
	const struct xb_pos at = command->words[0].at;
	struct xb_buf value = {0};
	size_t length;
	char *name;

	text += strspn(text, " \t");
	length = *text == '#' ? 0 : strcspn(text, "=\n");
	name = xb_strndup(text, length);
	if (*text == '#')
		text += strcspn(text, "\n");
	else if (text[length] == '=')
		text = read_value(text + length + 1, &value) - 1;
	else
		text += length;
	if (length && is_listed(command, first, name))
		xb_uboot_set(uboot, name, value.length ? value.data : NULL, at);
	free(name);
	xb_buf_clear(&value);
	return *text ? text + 1 : text;
}

static void forget_all(struct xb_uboot *uboot, const struct xb_command *command, size_t first)
{
	struct xb_variables *env = &uboot->shell.env;

	for (size_t i = env->count; i-- > 0;)
		if (is_listed(command, first, env->items[i].name))
			xb_variable_set(env, env->items[i].name, NULL, command->words[0].at);
}

/* import -t ADDRESS [SIZE [NAME...]] */
int xb_env_import(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct options options;
	struct xb_buf text = {0};
	size_t first;

	if (!read_options(command, &options))
		return xb_uboot_usage(uboot, command);
	first = options.next + 2;
	if (!options.text ||
	    !find_text(uboot, xb_amount_read(command->words[options.next].text, 16, NULL), &text)) {
		uboot->unknown_variables = true; /* whatever the board finds there */
		xb_uboot_take_loads(uboot, command);
		xb_uboot_take_loads(uboot, command);
		return xb_uboot_outcome(uboot, command);
	}
	cut_text(&text, options.next + 1 < command->count ? &command->words[options.next + 1] : NULL);
	if (options.carriage)
		drop_carriage_returns(&text);
	if (options.whole)
		forget_all(uboot, command, first);
	for (const char *line = text.data; *line;)
		line = import_line(uboot, line, command, first);
	xb_buf_clear(&text);
	return 0;
}
