/* SPDX-License-Identifier: MIT */
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

bool xb_uboot_decide(struct xb_uboot *uboot, enum xb_question question, const struct xb_word *words,
		     size_t count)
{
	struct xb_decisions *decisions = &uboot->decisions;
	const bool answer =
		decisions->count < uboot->answer_count ? uboot->answers[decisions->count] : true;
	struct xb_buf text = {0};

	for (size_t i = 0; i < count; i++)
		xb_buf_printf(&text, "%s%s", i ? " " : "", words[i].text);
	decisions->items = xb_grow(decisions->items, &decisions->capacity, decisions->count,
				   sizeof(*decisions->items));
	decisions->items[decisions->count++] =
		(struct xb_decision){.at = words[0].at,
				     .question = question,
				     .answer = answer,
				     .subject = xb_symbol_readable(&uboot->symbols, text.data)};
	xb_buf_clear(&text);
	return answer;
}

/* What one run may write onto the console; more is of no use to anyone. */
enum { CONSOLE_MAX = 1 << 16 };

void xb_uboot_say(struct xb_uboot *uboot, const char *format, ...)
{
	va_list args;

	if (uboot->console.length > CONSOLE_MAX)
		return;
	va_start(args, format);
	xb_buf_vprintf(&uboot->console, format, args);
	va_end(args);
}

void xb_uboot_set(struct xb_uboot *uboot, const char *name, const char *value, struct xb_pos at)
{
	if (value && strlen(value) > XB_SHELL_TEXT_MAX) {
		xb_shell_step(&uboot->shell, uboot->shell.budget + 1, at);
		return;
	}
	xb_variable_set(&uboot->shell.env, name, value, at);
}

void xb_uboot_set_amount(struct xb_uboot *uboot, const char *name, struct xb_amount amount,
			 struct xb_pos at)
{
	char text[XB_SYMBOL_TEXT];
	char *number;

	if (amount.symbol != XB_NO_SYMBOL) {
		xb_symbol_format(amount.symbol, text);
		xb_uboot_set(uboot, name, text, at);
		return;
	}
	number = xb_format("%llx", (unsigned long long)amount.value);
	xb_uboot_set(uboot, name, number, at);
	free(number);
}

int xb_uboot_usage(struct xb_uboot *uboot, const struct xb_command *command)
{
	xb_uboot_say(uboot, "(usage text of %s)\n", command->words[0].text);
	return 1;
}

int xb_uboot_outcome(struct xb_uboot *uboot, const struct xb_command *command)
{
	return command->tested &&
	       !xb_uboot_decide(uboot, XB_ASK_SUCCESS, command->words, command->count);
}

struct xb_amount xb_uboot_unknown(struct xb_uboot *uboot, struct xb_pos at, const char *format, ...)
{
	struct xb_symbol symbol = {.kind = XB_SYMBOL_RESULT, .load = XB_NONE, .at = at};
	struct xb_amount amount = {0};
	struct xb_buf name = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&name, format, args);
	va_end(args);
	symbol.name = xb_buf_take(&name);
	amount.symbol = xb_symbol_add(&uboot->symbols, &symbol);
	free(symbol.name);
	return amount;
}

struct xb_amount xb_uboot_number(struct xb_uboot *uboot, const char *variable, struct xb_pos at)
{
	const char *value = xb_shell_value(&uboot->shell, variable, at);

	return value ? xb_amount_read(value, 16, NULL)
		     : xb_uboot_unknown(uboot, at, "%s", variable);
}

static void tree_clear(struct xb_board_tree *tree)
{
	for (size_t i = 0; i < tree->cell_count; i++) {
		free(tree->cells[i].path);
		free(tree->cells[i].property);
	}
	free(tree->cells);
	xb_buf_clear(&tree->blob);
}

void xb_uboot_clear(struct xb_uboot *uboot)
{
	for (size_t i = 0; i < uboot->tree_count; i++)
		tree_clear(&uboot->trees[i]);
	free(uboot->trees);
	free(uboot->missed);
	for (size_t i = 0; i < uboot->decisions.count; i++)
		free(uboot->decisions.items[i].subject);
	free(uboot->decisions.items);
	free(uboot->loads);
	xb_symbols_clear(&uboot->symbols);
	xb_variables_clear(&uboot->shell.env);
	xb_variables_clear(&uboot->shell.locals);
	xb_buf_clear(&uboot->console);
}
