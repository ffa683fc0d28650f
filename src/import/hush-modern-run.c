/* SPDX-License-Identifier: MIT */
/* The modern parser's second half (U-Boot common/cli_hush_upstream.c: run_list, run_pipe). */
#include "import/hush-modern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct walk {
	struct xb_shell *shell;
	const struct xb_modern_list *list;
	bool tested;
	int status;    /* of the last command that ran; below -1: `exit` was said */
	int condition; /* of the `if` */
	size_t loop;   /* where a loop begins; SIZE_MAX: there is none */
	enum xb_hush_part last_part;
	enum xb_hush_link last_link;
	struct xb_words values; /* of a `for` */
	size_t value;
	bool looping; /* its values are made */
	bool over;
};

static int run_list(struct xb_shell *shell, const struct xb_modern_list *list, bool tested);

/* ---- Commands ---------------------------------------------------------------------------------
 */

static void assign(struct xb_shell *shell, const struct xb_modern_word *word)
{
	char *text = xb_modern_expand_one(shell, word);
	char *equals = strchr(text, '=');

	if (equals) {
		*equals = '\0';
		xb_shell_assign(shell, text, equals + 1, word->at);
	}
	free(text);
}

/* NAME=VALUE alone; STATUS: where nothing is left of a command, the last one's. */
static int run_assignments(struct xb_shell *shell, const struct xb_modern_item *item, int status)
{
	for (size_t i = 0; i < item->assignments; i++)
		assign(shell, &item->words[i]);
	return status;
}

static int run_simple(struct xb_shell *shell, const struct xb_modern_item *item, bool tested)
{
	struct xb_words words = {0};
	struct xb_command command;
	int status;

	if (item->assignments == item->count)
		return run_assignments(shell, item, 0);
	xb_modern_expand(shell, item->words + item->assignments, item->count - item->assignments,
			 &words);
	if (!words.count)
		return run_assignments(shell, item, shell->status);
	command = (struct xb_command){.words = words.items, .count = words.count, .tested = tested};
	status = xb_shell_call(shell, &command);
	xb_words_clear(&words);
	return status;
}

static int run_command(struct xb_shell *shell, const struct xb_modern_item *item, bool tested)
{
	int status;

	if (!item->group)
		return run_simple(shell, item, tested); /* a '!' does not invert it */
	status = run_list(shell, item->group, tested) & 0xff;
	return item->inverted ? !status : status;
}

/* ---- Lists
 * --------------------------------------------------------------------------------------- */

static bool for_is_sound(struct xb_shell *shell, const struct xb_modern_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct xb_modern_item *item = &list->items[i];
		const enum xb_hush_part next = i + 1 < list->count ? item[1].part : XB_PART_NONE;

		if ((item->part != XB_PART_FOR && item->part != XB_PART_IN) || next == XB_PART_DO ||
		    (item->part == XB_PART_FOR && next == XB_PART_IN))
			continue;
		shell->host->event(shell->data, XB_SHELL_SYNTAX, item->at, "for");
		shell->stopped = true; /* U-Boot resets */
		return false;
	}
	return true;
}

/* Does "&&" or "||" before it leave ITEM out? */
static bool is_cut(struct walk *walk, const struct xb_modern_item *item)
{
	const bool cut = item->part == walk->last_part &&
			 ((!walk->status && walk->last_link == XB_LINK_OR) ||
			  (walk->status && walk->last_link == XB_LINK_AND));

	walk->last_link = item->link;
	return cut;
}

/* Does the `if` leave ITEM out? */
static bool is_left_out(struct walk *walk, const struct xb_modern_item *item)
{
	if (walk->condition && item->part == XB_PART_THEN) {
		walk->shell->status = walk->status = 0;
		walk->last_part = item->part;
		return true;
	}
	if (!walk->condition && (item->part == XB_PART_ELSE ||
				 (item->part == XB_PART_ELIF && walk->last_part != XB_PART_ELIF)))
		return walk->over = true;
	return false;
}

static void next_round(struct walk *walk, size_t i)
{
	const struct xb_modern_item *item = &walk->list->items[i];

	if (!walk->looping) {
		const struct xb_modern_item *in = item + 1;

		walk->shell->status = walk->status = 0;
		if (in->part == XB_PART_IN)
			xb_modern_expand(walk->shell, in->words, in->count, &walk->values);
		walk->looping = true;
	}
	if (walk->value == walk->values.count) {
		walk->over = true;
		return;
	}
	xb_shell_assign(walk->shell, item->words[0].pieces[0].text,
			walk->values.items[walk->value].text, walk->values.items[walk->value].at);
	walk->value++;
}

/* Behind a loop's condition: is the loop over? */
static void check_loop(struct walk *walk, size_t i)
{
	const enum xb_hush_part part = walk->list->items[i].part;
	const enum xb_hush_part next =
		i + 1 < walk->list->count ? walk->list->items[i + 1].part : XB_PART_NONE;

	if (next != XB_PART_DO && next != XB_PART_DONE)
		return;
	if (part == XB_PART_WHILE && walk->status) {
		walk->shell->status = walk->status = 0;
		walk->over = true;
	}
	if (part == XB_PART_UNTIL && !walk->status)
		walk->over = true;
}

static bool is_tested(const struct walk *walk, size_t i)
{
	const struct xb_modern_item *item = &walk->list->items[i];

	if (xb_part_is_condition(item->part) || item->link != XB_LINK_NEXT || item->inverted)
		return true;
	if (i + 1 == walk->list->count)
		return walk->tested;
	item++;
	for (size_t w = 0; w < item->count; w++)
		for (size_t p = 0; p < item->words[w].count; p++)
			if (item->words[w].pieces[p].variable &&
			    !strcmp(item->words[w].pieces[p].text, "?"))
				return true;
	return false;
}

/* A STATUS that means `exit` ends the list, unless it is what $? was already: then it was said further in. */
static void leave(struct walk *walk, int status)
{
	walk->over = walk->shell->status != status;
	walk->shell->status = -status - 2;
}

static void run_item(struct walk *walk, size_t i)
{
	struct xb_shell *shell = walk->shell;
	const struct xb_modern_item *item = &walk->list->items[i];
	int status;

	if (!xb_shell_step(shell, 1, item->at)) {
		walk->over = true;
		return;
	}
	status = run_command(shell, item, is_tested(walk, i));
	walk->status = status;
	if (shell->stopped) {
		walk->over = true;
		return;
	}
	if (status < -1) {
		leave(walk, status);
		return;
	}
	if (item->piped) { /* the heap is damaged, and U-Boot resets */
		shell->host->event(shell->data, XB_SHELL_SYNTAX, item->at, "|");
		shell->stopped = walk->over = true;
		return;
	}
	if (status != -1)
		shell->status = walk->status;
	if (item->part == XB_PART_IF || item->part == XB_PART_ELIF)
		walk->condition = walk->status;
	check_loop(walk, i);
}

static void walk_item(struct walk *walk, size_t i)
{
	const struct xb_modern_item *item = &walk->list->items[i];

	if (xb_part_is_loop(item->part) && walk->loop == SIZE_MAX)
		walk->loop = i;
	if (is_cut(walk, item)) {
		check_loop(walk, i);
		return;
	}
	if (is_left_out(walk, item))
		return;
	walk->last_part = item->part;
	if (item->part == XB_PART_FOR)
		next_round(walk, i);
	else if (item->part != XB_PART_IN && item->part != XB_PART_DONE &&
		 (item->count || item->group))
		run_item(walk, i);
}

static int run_list(struct xb_shell *shell, const struct xb_modern_list *list, bool tested)
{
	struct walk walk = {.shell = shell,
			    .list = list,
			    .tested = tested,
			    .loop = SIZE_MAX,
			    .status = shell->status,
			    .last_part = XB_PART_DONE + 1};
	size_t i = 0;

	if (!for_is_sound(shell, list))
		return 1;
	while (i < list->count && !walk.over && !shell->stopped) {
		walk_item(&walk, i);
		i = list->items[i].part == XB_PART_DONE && walk.loop != SIZE_MAX ? walk.loop
										 : i + 1;
	}
	xb_words_clear(&walk.values);
	return walk.status;
}

int xb_hush_modern(struct xb_shell *shell, const struct xb_script *text, bool whole)
{
	struct xb_modern_list *list = xb_modern_read(shell, text);

	if (!list)
		return 1;
	if (!list->count)
		shell->status = 0;
	else if (run_list(shell, list, whole && shell->tested) < -1 && !whole && !shell->stopped) {
		/* `exit` leaves the script for U-Boot's prompt, and never comes back. */
		shell->host->event(shell->data, XB_SHELL_WAITS, xb_script_at(text, 0), "");
		shell->stopped = true;
	}
	xb_modern_list_free(list);
	return shell->status;
}
