/* SPDX-License-Identifier: MIT */
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

bool xb_uboot_decide(struct xb_uboot *uboot, struct xb_pos at, bool likely, const char *format, ...)
{
	struct xb_decisions *decisions = &uboot->decisions;
	struct xb_buf question = {0};
	bool answer = likely;
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&question, format, args);
	va_end(args);
	if (decisions->count < uboot->answer_count)
		answer = uboot->answers[decisions->count];
	decisions->items = xb_grow(decisions->items, &decisions->capacity, decisions->count,
				   sizeof(*decisions->items));
	decisions->items[decisions->count++] = (struct xb_decision){
		.at = at, .question = xb_buf_take(&question), .answer = answer};
	return answer;
}

void xb_uboot_find(struct xb_uboot *uboot, enum xb_severity severity, enum xb_code code,
		   struct xb_pos at, const char *format, ...)
{
	struct xb_findings *findings = &uboot->findings;
	struct xb_buf message = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&message, format, args);
	va_end(args);
	findings->items = xb_grow(findings->items, &findings->capacity, findings->count,
				  sizeof(*findings->items));
	findings->items[findings->count++] = (struct xb_finding){
		.severity = severity, .code = code, .at = at, .message = xb_buf_take(&message)};
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

/* ---- Trees
 * --------------------------------------------------------------------------------------- */

static bool amount_equals(struct xb_amount a, struct xb_amount b)
{
	return a.symbol == b.symbol && a.value == b.value;
}

struct xb_board_tree *xb_uboot_tree_at(struct xb_uboot *uboot, struct xb_amount address)
{
	for (size_t i = 0; i < uboot->tree_count; i++)
		if (amount_equals(uboot->trees[i].address, address))
			return &uboot->trees[i];
	return NULL;
}

struct xb_board_tree *xb_uboot_add_tree(struct xb_uboot *uboot, const void *blob, size_t size,
					struct xb_amount address)
{
	struct xb_board_tree *tree;

	uboot->trees = xb_grow(uboot->trees, &uboot->tree_capacity, uboot->tree_count,
			       sizeof(*uboot->trees));
	tree = &uboot->trees[uboot->tree_count++];
	*tree = (struct xb_board_tree){.address = address, .load = XB_NO_LOAD};
	xb_buf_add(&tree->blob, blob, size);
	return tree;
}

struct xb_board_tree *xb_uboot_copy_tree(struct xb_uboot *uboot, const struct xb_board_tree *from,
					 struct xb_amount address)
{
	const size_t source = (size_t)(from - uboot->trees);
	struct xb_board_tree *tree = xb_uboot_add_tree(uboot, NULL, 0, address);

	from = &uboot->trees[source];
	xb_buf_add(&tree->blob, from->blob.data, from->blob.length);
	for (size_t i = 0; i < from->cell_count; i++) {
		tree->cells = xb_grow(tree->cells, &tree->cell_capacity, tree->cell_count,
				      sizeof(*tree->cells));
		tree->cells[tree->cell_count] = from->cells[i];
		tree->cells[tree->cell_count].path = xb_strdup(from->cells[i].path);
		tree->cells[tree->cell_count++].property = xb_strdup(from->cells[i].property);
	}
	return tree;
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
	for (size_t i = 0; i < uboot->decisions.count; i++)
		free(uboot->decisions.items[i].question);
	free(uboot->decisions.items);
	for (size_t i = 0; i < uboot->findings.count; i++) {
		free(uboot->findings.items[i].message);
		free(uboot->findings.items[i].hint);
	}
	free(uboot->findings.items);
	xb_symbols_clear(&uboot->symbols);
	xb_variables_clear(&uboot->shell.env);
	xb_variables_clear(&uboot->shell.locals);
	xb_buf_clear(&uboot->console);
}
