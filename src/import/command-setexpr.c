/* SPDX-License-Identifier: MIT */
/* setexpr (U-Boot cmd/setexpr.c): hexadecimal in, hexadecimal without 0x out. */
#include "import/uboot.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static unsigned width_of(const char *name)
{
	const char *dot = strchr(name, '.');

	if (!dot)
		return 8;
	return dot[1] == 'b' ? 1 : dot[1] == 'w' ? 2 : dot[1] == 'l' ? 4 : 8;
}

static uint64_t add(uint64_t a, uint64_t b)
{
	return a + b;
}
static uint64_t subtract(uint64_t a, uint64_t b)
{
	return a - b;
}
static uint64_t multiply(uint64_t a, uint64_t b)
{
	return a * b;
}
static uint64_t divide(uint64_t a, uint64_t b)
{
	return b ? a / b : 0;
}
static uint64_t remain(uint64_t a, uint64_t b)
{
	return b ? a % b : a;
}
static uint64_t bit_and(uint64_t a, uint64_t b)
{
	return a & b;
}
static uint64_t bit_or(uint64_t a, uint64_t b)
{
	return a | b;
}
static uint64_t bit_xor(uint64_t a, uint64_t b)
{
	return a ^ b;
}

static const struct {
	char name;
	uint64_t (*apply)(uint64_t a, uint64_t b);
} operators[] = {
	{'+', add},    {'-', subtract}, {'*', multiply}, {'/', divide},
	{'%', remain}, {'&', bit_and},	{'|', bit_or},	 {'^', bit_xor},
};

/* What an operand is; "*ADDRESS" is what memory holds there, which is not known. */
static struct xb_amount operand(struct xb_uboot *uboot, const struct xb_word *word, unsigned width)
{
	struct xb_amount amount = xb_amount_read(word->text, 16, NULL);

	if (word->text[0] == '*') {
		const struct xb_symbol symbol = {.kind = XB_SYMBOL_RESULT,
						 .load = XB_NONE,
						 .name = (char *)word->text,
						 .at = word->at};

		return (struct xb_amount){.symbol = xb_symbol_add(&uboot->symbols, &symbol)};
	}
	if (amount.symbol == XB_NO_SYMBOL && width < 8)
		amount.value &= (1ULL << 8 * width) - 1;
	return amount;
}

/* The result of an operation on what is not known: a symbol that says how it was made. */
static struct xb_amount unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_buf text = {0};
	struct xb_symbol symbol = {
		.kind = XB_SYMBOL_RESULT, .load = XB_NONE, .at = command->words[0].at};
	char *readable;
	size_t index;

	for (size_t i = 2; i < command->count; i++)
		xb_buf_printf(&text, "%s%s", i > 2 ? " " : "", command->words[i].text);
	readable = xb_symbol_readable(&uboot->symbols, text.data ? text.data : "");
	symbol.name = readable;
	index = xb_symbol_add(&uboot->symbols, &symbol);
	free(readable);
	xb_buf_clear(&text);
	return (struct xb_amount){.symbol = index};
}

/* A known number added to a file's size is still a file's size and so much. */
static bool add_to_size(struct xb_uboot *uboot, char name, struct xb_amount a, struct xb_amount b,
			struct xb_amount *out)
{
	struct xb_symbol symbol;

	if (name == '+' && a.symbol == XB_NO_SYMBOL)
		return b.symbol != XB_NO_SYMBOL && add_to_size(uboot, name, b, a, out);
	if ((name != '+' && name != '-') || a.symbol == XB_NO_SYMBOL || b.symbol != XB_NO_SYMBOL)
		return false;
	symbol = uboot->symbols.items[a.symbol];
	if (symbol.kind != XB_SYMBOL_SIZE)
		return false;
	symbol.more = name == '+' ? symbol.more + b.value : symbol.more - b.value;
	*out = (struct xb_amount){.symbol = xb_symbol_add(&uboot->symbols, &symbol)};
	return true;
}

static int arithmetic(struct xb_uboot *uboot, const struct xb_command *command)
{
	const unsigned width = width_of(command->words[0].text);
	const struct xb_amount a = operand(uboot, &command->words[2], width);
	const struct xb_amount b = operand(uboot, &command->words[4], width);
	struct xb_amount result = {.symbol = XB_NO_SYMBOL};

	for (size_t i = 0; i < XB_COUNT(operators); i++) {
		if (operators[i].name != command->words[3].text[0])
			continue;
		if (a.symbol == XB_NO_SYMBOL && b.symbol == XB_NO_SYMBOL)
			result.value = operators[i].apply(a.value, b.value);
		else if (!add_to_size(uboot, operators[i].name, a, b, &result))
			result = unknown(uboot, command);
		xb_uboot_set_amount(uboot, command->words[1].text, result, command->words[2].at);
		return 0;
	}
	xb_uboot_say(uboot, "invalid op\n");
	return 1;
}

/* ---- sub and gsub
 * ------------------------------------------------------------------------------------ */

/* \1 to \9 in WITH are what the pattern's groups matched. */
static void put_replacement(struct xb_buf *out, const char *with, const char *text,
			    const regmatch_t *groups)
{
	for (; *with; with++) {
		const int group =
			with[0] == '\\' && with[1] >= '0' && with[1] <= '9' ? with[1] - '0' : -1;

		if (group < 0) {
			xb_buf_putc(out, *with);
			continue;
		}
		if (groups[group].rm_so >= 0)
			xb_buf_add(out, text + groups[group].rm_so,
				   (size_t)(groups[group].rm_eo - groups[group].rm_so));
		with++;
	}
}

static bool substitute(const regex_t *pattern, const char *text, const char *with, bool all,
		       struct xb_buf *out)
{
	regmatch_t groups[10];
	bool any = false;

	while (!regexec(pattern, text, XB_COUNT(groups), groups, any ? REG_NOTBOL : 0)) {
		any = true;
		xb_buf_add(out, text, (size_t)groups[0].rm_so);
		put_replacement(out, with, text, groups);
		text += groups[0].rm_eo;
		if (!all || !groups[0].rm_eo || out->length > XB_SHELL_TEXT_MAX)
			break;
	}
	xb_buf_puts(out, text);
	return any;
}

/* setexpr NAME [g]sub PATTERN WITH [TEXT] */
static int substitution(struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *name = command->words[1].text;
	const bool all = command->words[2].text[0] == 'g';
	const bool unmatched_is_set = uboot->shell.release >= 202407;
	const char *text = command->count == 6
				   ? command->words[5].text
				   : xb_shell_value(&uboot->shell, name, command->words[1].at);
	struct xb_buf out = {0};
	regex_t pattern;
	bool any;

	if (!text) {
		xb_uboot_say(uboot, "## Error: variable \"%s\" not defined\n", name);
		return 1;
	}
	if (regcomp(&pattern, command->words[3].text, REG_EXTENDED))
		return 1;
	any = substitute(&pattern, text, command->words[4].text, all, &out);
	regfree(&pattern);
	if (any || unmatched_is_set)
		xb_uboot_set(uboot, name, out.data, command->words[1].at);
	xb_buf_clear(&out);
	return !any && !unmatched_is_set;
}

int xb_command_setexpr(struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *word = command->count > 2 ? command->words[2].text : "";

	if (command->count == 3) {
		xb_uboot_set_amount(
			uboot, command->words[1].text,
			operand(uboot, &command->words[2], width_of(command->words[0].text)),
			command->words[2].at);
		return 0;
	}
	if ((!strcmp(word, "gsub") || !strcmp(word, "sub")) &&
	    (command->count == 5 || command->count == 6))
		return substitution(uboot, command);
	if (command->count != 5)
		return xb_uboot_usage(uboot, command);
	return arithmetic(uboot, command);
}
