/* SPDX-License-Identifier: MIT */
/* setexpr (U-Boot cmd/setexpr.c): hexadecimal in, hexadecimal without 0x out. */
#include "import/pattern.h"
#include "import/releases.h"
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

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

/* What an operand is, whatever the command's width; "*ADDRESS" is what memory holds there, which is not known. */
static struct xb_amount operand(struct xb_uboot *uboot, const struct xb_word *word)
{
	struct xb_amount amount = xb_amount_read(word->text, 16, NULL);

	if (word->text[0] == '*') {
		const struct xb_symbol symbol = {.kind = XB_SYMBOL_RESULT,
						 .load = XB_NONE,
						 .name = (char *)word->text,
						 .at = word->at};

		return (struct xb_amount){.symbol = xb_symbol_add(&uboot->symbols, &symbol)};
	}
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
	const struct xb_amount a = operand(uboot, &command->words[2]);
	const struct xb_amount b = operand(uboot, &command->words[4]);
	struct xb_amount result = {.symbol = XB_NO_SYMBOL};

	if (strlen(command->words[3].text) != 1)
		return xb_uboot_usage(uboot, command);
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

/* ---- sub and gsub ---- */

/* A text in U-Boot's buffer for it. */
struct buffer {
	char *bytes;
	size_t length, size;
};
/* Of the text, and of what is put in. */
enum { TEXT_SIZE = 16384, WITH_SIZE = 4096 };

/* OLD, where it stands first at *at or behind, becomes WITH; *at is then behind that. False: it does not fit. */
static bool replace(struct buffer *buffer, size_t *at, struct xb_match old, const char *with)
{
	const size_t length = strlen(with);
	const char *found = old.length ? strstr(buffer->bytes + *at, old.text) : buffer->bytes + *at;
	size_t offset;

	if (!found || buffer->length + length - old.length > buffer->size)
		return false;
	offset = (size_t)(found - buffer->bytes);
	memmove(buffer->bytes + offset + length, found + old.length, buffer->length - offset - old.length + 1);
	memcpy(buffer->bytes + offset, with, length);
	buffer->length += length - old.length;
	*at = offset + length;
	return true;
}

/* \0 to \9 in WITH become what was matched, one number after the other, up to the first that took nothing: new. */
static char *put_groups(const char *with, const struct xb_match matches[XB_PATTERN_GROUPS])
{
	char bytes[WITH_SIZE + 1];
	struct buffer buffer = {.bytes = bytes, .length = strlen(with), .size = WITH_SIZE};
	bool fits = buffer.length + 1 < WITH_SIZE;

	if (!fits)
		return NULL;
	memcpy(bytes, with, buffer.length + 1);
	for (unsigned i = 0; fits && i < XB_PATTERN_GROUPS && matches[i].length; i++) {
		const char mark[] = {'\\', (char)('0' + i), '\0'};
		char *group = xb_strndup(matches[i].text, matches[i].length);
		size_t at = 0;

		while (fits && strstr(bytes + at, mark))
			fits = replace(&buffer, &at, (struct xb_match){mark, 2}, group);
		free(group);
	}
	return fits ? xb_strdup(bytes) : NULL;
}

/* MATCH is of BUFFER at AT or behind; what becomes of it. */
static bool replace_match(struct buffer *buffer, size_t *at, const char *with,
			  const struct xb_match matches[XB_PATTERN_GROUPS])
{
	char *old = xb_strndup(matches[0].text, matches[0].length);
	char *new = put_groups(with, matches);
	const bool fits = new && replace(buffer, at, (struct xb_match){old, matches[0].length}, new);

	free(new);
	free(old);
	return fits;
}

/* What one substitution comes to. */
enum outcome { NOTHING_MATCHED, REPLACED, TOO_LONG, ENDLESS };

static enum outcome substitute(const struct xb_pattern *pattern, struct buffer *buffer, const char *with, bool all)
{
	struct xb_match matches[XB_PATTERN_GROUPS];
	enum outcome outcome = NOTHING_MATCHED;
	size_t at = 0;

	do {
		const size_t before = at, length = buffer->length;

		switch (xb_pattern_match(pattern, buffer->bytes + at, length - at, matches)) {
		case XB_MATCH_NONE:
			return outcome;
		case XB_MATCH_ENDLESS:
			return ENDLESS;
		case XB_MATCH_FOUND:
			break;
		}
		if (!replace_match(buffer, &at, with, matches))
			return TOO_LONG;
		outcome = REPLACED;
		if (all && at == before && buffer->length == length)
			return ENDLESS; /* nothing became nothing */
	} while (all);
	return outcome;
}

/* The text that is looked at; NULL, and said: there is none. */
static const char *given_text(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_word *name = &command->words[1];
	const struct xb_variable *variable;

	if (command->count == 6)
		return command->words[5].text;
	xb_shell_value(&uboot->shell, name->text, name->at); /* it is used, and the board may have it */
	variable = xb_variable_find(&uboot->shell.env, name->text);
	if (!variable)
		xb_uboot_say(uboot, "## Error: variable \"%s\" not defined\n", name->text);
	return variable ? variable->value : NULL;
}

static int set_substituted(struct xb_uboot *uboot, const struct xb_command *command, enum outcome outcome,
			   const char *text)
{
	const struct xb_word *name = &command->words[1];

	if (outcome == ENDLESS)
		xb_shell_step(&uboot->shell, uboot->shell.budget + 1, name->at);
	if (outcome == NOTHING_MATCHED) {
		xb_uboot_differs(uboot, XB_TRAIT_SUBSTITUTE_COPIES, command->words[0].at);
		if (!xb_release_has(uboot->shell.release, XB_TRAIT_SUBSTITUTE_COPIES))
			return 1;
	} else if (outcome != REPLACED) {
		return 1;
	}
	xb_uboot_set(uboot, name->text, *text ? text : NULL, name->at);
	return 0;
}

/* setexpr NAME [g]sub PATTERN WITH [TEXT] */
static int substitution(struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *error = NULL, *text;
	struct xb_pattern *pattern = xb_pattern_new(command->words[3].text, uboot->shell.release, &error);
	char bytes[TEXT_SIZE + 1];
	struct buffer buffer = {.bytes = bytes, .size = TEXT_SIZE};
	enum outcome outcome;

	if (!pattern) {
		xb_uboot_say(uboot, "Error compiling regex: %s\n", error);
		return 1;
	}
	text = given_text(uboot, command);
	if (!text || strlen(text) + 1 > TEXT_SIZE) {
		xb_pattern_free(pattern);
		return 1;
	}
	buffer.length = strlen(text);
	memcpy(bytes, text, buffer.length + 1);
	outcome = substitute(pattern, &buffer, command->words[4].text, command->words[2].text[0] == 'g');
	xb_pattern_free(pattern);
	return set_substituted(uboot, command, outcome, bytes);
}

/* The suffix .s: texts, of memory, or from 2025.04 on of words. */
static bool is_of_texts(const struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *dot = strchr(command->words[0].text, '.');

	return dot && !strcmp(dot, ".s") && xb_release_has(uboot->shell.release, XB_TRAIT_SETEXPR_TEXT);
}

/* setexpr.s NAME TEXT [+ TEXT] */
static int join(struct xb_uboot *uboot, const struct xb_command *command)
{
	char *text;

	if (!xb_release_has(uboot->shell.release, XB_TRAIT_SETEXPR_LITERAL))
		return 1;
	if (command->count != 3 && command->count != 5)
		return xb_uboot_usage(uboot, command);
	if (command->count == 5 && strcmp(command->words[3].text, "+") != 0) {
		xb_uboot_say(uboot, "invalid op\n");
		return 1;
	}
	text = xb_format("%s%s", command->words[2].text, command->count == 5 ? command->words[4].text : "");
	xb_uboot_set(uboot, command->words[1].text, *text ? text : NULL, command->words[1].at);
	free(text);
	return 0;
}

int xb_command_setexpr(struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *word = command->count > 2 ? command->words[2].text : "";
	const size_t most = xb_release_has(uboot->shell.release, XB_TRAIT_SETEXPR_SIX_WORDS) ? 6 : 8;

	if (command->count < 3 || command->count > most)
		return xb_uboot_usage(uboot, command);
	if (is_of_texts(uboot, command))
		return join(uboot, command);
	if (command->count == 3) {
		xb_uboot_set_amount(uboot, command->words[1].text, operand(uboot, &command->words[2]),
				    command->words[2].at);
		return 0;
	}
	if ((!strcmp(word, "gsub") || !strcmp(word, "sub")) && (command->count == 5 || command->count == 6))
		return substitution(uboot, command);
	if (command->count != 5)
		return xb_uboot_usage(uboot, command);
	return arithmetic(uboot, command);
}
