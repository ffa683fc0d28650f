/* SPDX-License-Identifier: MIT */
/*
 * The old parser's second half: commands are run (U-Boot common/cli_hush.c: run_list_real,
 * run_pipe_real, parse_stream_outer).
 */
#include "import/hush-old.h"
#include "import/releases.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What run_list gives back where the script ends; what it ends with is the shell's status. */
enum { LEAVE = -2 };

static int run_list(struct xb_shell *shell, const struct xb_hush_list *list, bool tested);

/* ---- Simple commands ----------------------------------------------------------------------------
 */

/* The length of the name in NAME=VALUE; 0: it is none. */
static size_t assigned_name(const char *word)
{
	size_t length = 0;

	if (!isalpha((unsigned char)word[0]))
		return 0;
	while (isalnum((unsigned char)word[length]) || word[length] == '_')
		length++;
	return word[length] == '=' ? length : 0;
}

static void assign(struct xb_shell *shell, const struct xb_hush_word *word)
{
	char *text = xb_hush_expand(shell, word, false);
	const size_t length = assigned_name(text);
	char *name = xb_strndup(text, length);

	if (length)
		xb_shell_assign(shell, name, text + length + 1, word->at);
	free(name);
	free(text);
}

/* U-Boot puts a line end behind a text, unless its first one is its end. */
static bool gets_line_end(const struct xb_script *text)
{
	const char *end = memchr(text->bytes, '\n', text->length);

	return !end || end + 1 < text->bytes + text->length;
}

/* A command with a variable anywhere is made into a text again and read a second time. */
static int run_again(struct xb_shell *shell, const struct xb_hush_word *words, size_t count,
		     bool tested)
{
	struct xb_buf bytes = {0};
	struct xb_script text = {0};
	struct xb_hush_reader reader = {
		.shell = shell, .text = &text, .again = true, .blanks = " \t\n"};
	struct xb_hush_list *list = NULL;

	xb_hush_make_text(shell, words, count, &bytes, &text);
	reader.line_end = gets_line_end(&text);
	if (xb_shell_step(shell, text.length, words[0].at)) {
		xb_hush_read(&reader, &list);
		if (list)
			run_list(shell, list, tested);
	}
	xb_hush_list_free(list);
	xb_script_clear(&text);
	xb_buf_clear(&bytes);
	return shell->status;
}

static int call(struct xb_shell *shell, const struct xb_hush_word *words, size_t count, bool tested)
{
	struct xb_word *given;
	struct xb_command command;
	int status;

	if (strchr(words[0].text, ';')) { /* a list that came out of a value is not taken apart */
		shell->host->event(shell->data, XB_SHELL_UNKNOWN, words[0].at, words[0].text);
		return -1;
	}
	given = xb_alloc(count * sizeof(*given));
	command = (struct xb_command){.words = given, .count = count, .tested = tested};
	for (size_t i = 0; i < count; i++)
		given[i] = (struct xb_word){.text = words[i].text, .at = words[i].at};
	status = xb_shell_call(shell, &command);
	free(given);
	return status;
}

static int run_simple(struct xb_shell *shell, const struct xb_hush_item *item, bool tested)
{
	size_t variables = item->variables;
	size_t first;

	for (first = 0; first < item->count && assigned_name(item->words[first].text); first++) {
		assign(shell, &item->words[first]);
		if (variables && strchr(item->words[first].text, XB_HUSH_VARIABLE))
			variables--;
	}
	if (first == item->count)
		return 0;
	if (variables)
		return run_again(shell, item->words + first, item->count - first, tested);
	if (!xb_release_has(shell->release, XB_TRAIT_OLD_ASSIGNS_BEFORE))
		first = 0; /* NAME=VALUE before a command was taken for its name */
	return call(shell, item->words + first, item->count - first, tested);
}

/* ---- Lists
 * ---------------------------------------------------------------------------------------- */

/* Where a list is while it is run. */
struct walk {
	struct xb_shell *shell;
	const struct xb_hush_list *list;
	bool tested;
	size_t loop;   /* the item at which the loop that is running begins; SIZE_MAX: there is none
			*/
	bool repeat;   /* what the loop's condition said */
	bool restart;  /* go to its begin */
	char **values; /* of a `for`, "NAME=VALUE"; NULL: none is running */
	size_t value, value_count;
	int condition, next_condition; /* of an `if` */
	enum xb_hush_part cut; /* the rest of a list in this part is dropped, up to its end */
	bool cutting;
};

/* `for NAME in`, and nothing else between. */
static bool for_is_sound(const struct walk *walk)
{
	const struct xb_hush_list *list = walk->list;

	for (size_t i = 0; i < list->count; i++) {
		const struct xb_hush_item *item = &list->items[i];
		const struct xb_hush_item *next = i + 1 < list->count ? item + 1 : NULL;
		const bool wrong =
			(item->part == XB_PART_FOR && (!next || next->part != XB_PART_IN)) ||
			(item->part == XB_PART_IN && next && next->part == XB_PART_IN &&
			 next->count);

		if (!wrong)
			continue;
		walk->shell->host->event(walk->shell->data, XB_SHELL_SYNTAX, item->at, "for");
		return false;
	}
	return true;
}

/* The values of a `for`: whatever blanks stand between, quoted or not. */
static void make_values(struct walk *walk, const struct xb_hush_word *name,
			const struct xb_hush_item *in)
{
	size_t capacity = 0;

	walk->values = xb_grow(NULL, &capacity, 0, sizeof(*walk->values));
	walk->value = walk->value_count = 0;
	for (size_t i = 0; i < in->count; i++) {
		char *text = xb_hush_expand(walk->shell, &in->words[i], false);

		for (const char *c = text + strspn(text, " "); *c; c += strspn(c, " ")) {
			const size_t length = strcspn(c, " ");

			walk->values = xb_grow(walk->values, &capacity, walk->value_count,
					       sizeof(*walk->values));
			walk->values[walk->value_count++] =
				xb_format("%s=%.*s", name->text, (int)length, c);
			c += length;
		}
		free(text);
	}
}

static void forget_values(struct walk *walk)
{
	for (size_t i = 0; i < walk->value_count; i++)
		free(walk->values[i]);
	free(walk->values);
	walk->values = NULL;
	walk->value_count = 0;
}

/* The next round of the `for` at item I, if there is one; it counts as a command then. */
static bool next_round(struct walk *walk, size_t i)
{
	const struct xb_hush_item *item = &walk->list->items[i];

	if (!item->count)
		return false;
	if (!walk->values) {
		if (!walk->list->items[i + 1].count)
			return false;
		make_values(walk, &item->words[0], item + 1);
		walk->repeat = true;
	}
	if (walk->value == walk->value_count) {
		forget_values(walk);
		walk->repeat = false;
		return false;
	}
	walk->shell->status = 0;
	assign(walk->shell, &(struct xb_hush_word){.text = walk->values[walk->value++],
						   .at = item->words[0].at});
	return true;
}

/* Is the item at I passed over, for what ran before it? */
static bool is_cut(struct walk *walk, const struct xb_hush_item *item)
{
	if (walk->cutting && item->part == walk->cut) {
		if (item->link == XB_LINK_NEXT)
			walk->cutting = false;
		return true;
	}
	walk->cutting = false;
	return false;
}

/* Does the `if` or the loop around the item leave it out? */
static bool is_left_out(struct walk *walk, const struct xb_hush_item *item)
{
	switch (item->part) {
	case XB_PART_THEN:
		walk->condition = walk->next_condition;
		return walk->condition != 0;
	case XB_PART_ELSE:
		walk->condition = walk->next_condition;
		return walk->condition == 0;
	case XB_PART_DO:
		return !walk->repeat;
	case XB_PART_IN:
		return true;
	default:
		return false;
	}
}

/* What STATUS, of a command that ran, decides. */
static void decide(struct walk *walk, const struct xb_hush_item *item, int status)
{
	struct xb_shell *shell = walk->shell;

	if (item->part == XB_PART_IF || item->part == XB_PART_ELIF)
		walk->next_condition = status;
	if (item->part == XB_PART_WHILE)
		walk->repeat = !shell->status;
	if (item->part == XB_PART_UNTIL)
		walk->repeat = shell->status != 0;
	if ((!status && item->link == XB_LINK_OR) || (status && item->link == XB_LINK_AND)) {
		walk->cut = item->part;
		walk->cutting = true;
	}
}

static bool reads_status(const struct xb_hush_item *item)
{
	for (size_t i = 0; i < item->count; i++)
		if (strstr(item->words[i].text, "\3$?\3"))
			return true;
	return false;
}

/* Does it matter how the item at I ends? */
static bool is_tested(const struct walk *walk, size_t i)
{
	const struct xb_hush_item *item = &walk->list->items[i];
	size_t next = i + 1;

	if (xb_part_is_condition(item->part) || item->link != XB_LINK_NEXT)
		return true;
	while (next < walk->list->count && !walk->list->items[next].count &&
	       !walk->list->items[next].group)
		next++;
	if (next == walk->list->count)
		return walk->tested;
	return reads_status(&walk->list->items[next]);
}

static bool keeps_status(const struct xb_shell *shell)
{
	return xb_release_has(shell->release, XB_TRAIT_OLD_STATUS_KEPT);
}

/* Could something in the list run behind the item at I? */
static bool has_more(const struct walk *walk, size_t i)
{
	const enum xb_hush_part part = walk->list->items[i].part;

	if (xb_part_is_condition(part) || (part == XB_PART_DO && walk->loop != SIZE_MAX))
		return true;
	while (++i < walk->list->count)
		if (walk->list->items[i].part == part &&
		    (walk->list->items[i].count || walk->list->items[i].group))
			return true;
	return false;
}

static int run_item(struct walk *walk, size_t i)
{
	struct xb_shell *shell = walk->shell;
	const struct xb_hush_item *item = &walk->list->items[i];
	const bool more = shell->more;
	int status;

	if (!xb_shell_step(shell, 1, item->at))
		return LEAVE;
	shell->more = more || has_more(walk, i);
	status = item->group ? run_list(shell, item->group, is_tested(walk, i))
			     : run_simple(shell, item, is_tested(walk, i));
	shell->more = more;
	if (shell->stopped)
		return LEAVE;
	if (status < -1) {
		shell->status = -status - 2;
		return LEAVE;
	}
	shell->status = keeps_status(shell) ? status : status != 0;
	decide(walk, item, status);
	return status;
}

/* Run the item at I, or what it does to the walk. LEAVE: the script ends. */
static int walk_item(struct walk *walk, size_t i, int status)
{
	const struct xb_hush_item *item = &walk->list->items[i];

	if (xb_part_is_loop(item->part)) {
		walk->restart = false;
		if (walk->loop == SIZE_MAX) {
			walk->repeat = false;
			walk->loop = i;
		}
	}
	if (is_cut(walk, item) || is_left_out(walk, item))
		return status;
	if (item->part == XB_PART_FOR)
		return next_round(walk, i) ? 0 : status;
	if (item->part == XB_PART_DONE) {
		walk->restart = walk->repeat;
		if (!walk->restart)
			walk->loop = SIZE_MAX;
	}
	return item->count || item->group ? run_item(walk, i) : status;
}

static int run_list(struct xb_shell *shell, const struct xb_hush_list *list, bool tested)
{
	struct walk walk = {.shell = shell, .list = list, .tested = tested, .loop = SIZE_MAX};
	int status = 0;
	size_t i = 0;

	if (!for_is_sound(&walk))
		return 1;
	while (i < list->count && status != LEAVE) {
		if (list->items[i].part == XB_PART_ELIF && !walk.condition)
			break;
		status = walk_item(&walk, i, status);
		i = walk.restart ? walk.loop : i + 1;
	}
	forget_values(&walk);
	return status;
}

/* ---- Texts
 * ------------------------------------------------------------------------------------------ */

static int end_of_script(const struct xb_shell *shell)
{
	return keeps_status(shell) ? shell->status : 0;
}

static bool is_read(const struct xb_hush_reader *reader)
{
	return reader->offset >= reader->text->length + reader->line_end;
}

/* Is there more to run behind what was read: not blanks and comments alone? *NEXT, 0 at first, is where that was
 * found last, so that a text is looked through once. */
static bool has_rest(const struct xb_hush_reader *reader, size_t *next)
{
	const struct xb_script *text = reader->text;

	if (*next < reader->offset)
		*next = reader->offset;
	else if (*next > reader->offset)
		return *next < text->length;
	while (*next < text->length && strchr(" \t\n\r;#", text->bytes[*next])) {
		if (text->bytes[*next] == '#')
			while (*next < text->length && text->bytes[*next] != '\n')
				++*next;
		else
			++*next;
	}
	return *next < text->length;
}

int xb_hush_old(struct xb_shell *shell, const struct xb_script *text, bool whole)
{
	const struct xb_variable *blanks = xb_variable_find(&shell->env, "IFS");
	struct xb_hush_reader reader = {.shell = shell,
					.text = text,
					.whole = whole,
					.line_end = gets_line_end(text),
					.blanks = blanks ? blanks->value : " \t\n"};
	enum xb_hush_end end = XB_READ_LINE;
	int status = text->length > 0;
	size_t next = 0;

	while (end == XB_READ_LINE && !is_read(&reader) && !shell->stopped) {
		struct xb_hush_list *list;

		end = xb_hush_read(&reader, &list);
		if (end == XB_READ_ERROR && !whole)
			return 0; /* it reads on at address 0, where no command stands */
		if (!list)
			break;
		shell->more = !whole && has_rest(&reader, &next);
		status = run_list(shell, list, whole && shell->tested);
		xb_hush_list_free(list);
		if (status == LEAVE)
			return end_of_script(shell);
		if (whole)
			break;
	}
	return status != 0;
}
