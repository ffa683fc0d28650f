/* SPDX-License-Identifier: MIT */
/* All ways through a script, within bounds: the likely one, then those that differ from it in one
 * answer, and so on. */
#include "xenboot/import.h"

#include "import/board-variables.h"
#include "import/commands.h"
#include "import/describe.h"
#include "import/events.h"
#include "import/releases.h"
#include "import/script-image.h"
#include "import/unreached.h"
#include "import/unused.h"

#include <stdlib.h>
#include <string.h>

/* So many ways are followed. Each may take so many steps, more in a long script, which only a loop needs; all of them a few
 * times that. */
enum { MOST_WAYS = 48 };
#define WAY_BUDGET ((size_t)1 << 18)
#define BUDGET_PER_BYTE 16
#define ALL_BUDGETS 4
/* Answers that are not the likely ones, on one way. */
enum { MOST_ANSWERS = 256 };

/* A way that is to be followed: how the first questions are answered. */
struct start {
	bool *answers;
	size_t count;
};
struct starts {
	struct start *items;
	size_t count, capacity;
};

static void starts_add(struct starts *starts, const struct xb_decisions *decisions, size_t count)
{
	struct start *start;

	starts->items =
		xb_grow(starts->items, &starts->capacity, starts->count, sizeof(*starts->items));
	start = &starts->items[starts->count++];
	start->count = count;
	start->answers = xb_alloc(count + 1);
	for (size_t i = 0; i < count; i++)
		start->answers[i] = decisions->items[i].answer;
	if (count)
		start->answers[count - 1] = !start->answers[count - 1];
}

static void on_event(void *data, enum xb_shell_event event, struct xb_pos at, const char *text)
{
	if (event == XB_SHELL_UNSET || event == XB_SHELL_UNSET_IN)
		xb_report_unset(data, text, event == XB_SHELL_UNSET_IN, at);
	else
		xb_script_event(data, event, at, text);
}

static const struct xb_shell_host host = {xb_uboot_run, on_event, xb_board_value};

/* ---- One way ---- */

static void uboot_init(struct xb_uboot *uboot, const struct xb_uboot_config *config,
		       const struct xb_script *script, const struct start *start)
{
	uboot->script = script;
	uboot->config = config;
	uboot->answers = start->answers;
	uboot->answer_count = start->count;
	uboot->working = XB_NONE;
	uboot->newest_load = XB_NONE;
	uboot->shell.host = &host;
	uboot->shell.data = uboot;
	uboot->shell.parser = config->parser;
	uboot->shell.release = config->release;
	uboot->shell.budget = config->budget;
	xb_board_variables_set(uboot);
}

/* What was answered otherwise than is likely. */
static char *condition(const struct xb_uboot *uboot)
{
	static const char *const otherwise[] = {
		[XB_ASK_SUCCESS] = "fails", [XB_ASK_TRUTH] = "is false"};
	struct xb_buf text = {0};

	for (size_t i = 0; i < uboot->decisions.count; i++) {
		const struct xb_decision *decision = &uboot->decisions.items[i];

		if (decision->answer)
			continue;
		xb_buf_printf(&text, "%s`%s` %s", text.length ? ", and " : "", decision->subject,
			      otherwise[decision->question]);
	}
	return text.length ? xb_buf_take(&text) : NULL;
}

/* Run SCRIPT from START on. The steps that it took. */
static size_t follow(const struct xb_import_config *config, const struct xb_uboot_config *board,
		     const struct xb_script *script, const struct start *start,
		     struct xb_ways *ways, struct starts *starts, struct xb_writings *writings)
{
	struct xb_boot *boot = xb_alloc(sizeof(*boot));
	struct xb_uboot uboot = {.boot = boot};
	struct xb_way *way;
	size_t steps;

	xb_ways_add(ways, NULL);
	way = &ways->items[ways->count - 1];
	uboot.diags = &way->diags;
	boot->entrance.xen = boot->entrance.tree = XB_NONE;
	boot->name = script->places[0].at.file;
	boot->fdt_pad = board->environment ? board->environment->fdt_pad : 0;
	uboot_init(&uboot, board, script, start);
	xb_shell_source(&uboot.shell, script);
	steps = board->budget - uboot.shell.budget;
	way->when = condition(&uboot);
	xb_writings_add(writings, &uboot);
	/* Where something has failed and Xen is not started, it is of no matter. */
	if (uboot.left || !way->when)
		xb_uboot_report_missed(&uboot);
	for (size_t i = start->count; i < uboot.decisions.count && i < MOST_ANSWERS; i++)
		starts_add(starts, &uboot.decisions, i + 1);
	if (uboot.left) {
		xb_describe(&uboot, config);
		way->boot = boot;
	} else {
		xb_boot_free(boot);
	}
	xb_uboot_clear(&uboot);
	return steps;
}

/* Lines that end in CR LF: U-Boot keeps the CR in their last words. It is said once, and the rest is
 * looked at without. */
static void take_line_ends(const char *name, char *text, struct xb_diags *diags)
{
	unsigned line = 1, first = 0;
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (from[0] == '\r' && from[1] == '\n') {
			first = first ? first : line;
			continue;
		}
		line += *from == '\n';
		*to++ = *from;
	}
	*to = '\0';
	if (!first)
		return;
	xb_error(diags, XB_CODE_QUOTING, (struct xb_pos){.file = name, .line = first, .column = 1},
		 "lines end in CR LF: to U-Boot the CR is part of each line's last word");
	xb_hint(diags, "make them end in LF: dos2unix, or tr -d '\\r'");
}

/* The script's text in the image at BYTES, new. The shell here has uses of its own for control
 * characters, and U-Boot none. NULL with a diagnostic: there is no script. */
static char *script_text(const char *name, const char *bytes, size_t length, struct xb_diags *diags)
{
	const char *found;
	char *text;
	bool damaged = false;

	if (!xb_script_find(name, bytes, length, &found, &length, diags))
		return NULL;
	text = xb_strndup(found, length);
	take_line_ends(name, text, diags);
	for (char *c = text; *c; c++) {
		if ((unsigned char)*c >= ' ' || strchr("\t\n\r", *c))
			continue;
		*c = '?';
		damaged = true;
	}
	if (damaged)
		xb_error(diags, XB_CODE_QUOTING, (struct xb_pos){.file = name},
			 "the script has control characters in it");
	return text;
}

static bool starts_xen(const struct xb_ways *ways)
{
	for (size_t i = 0; i < ways->count; i++)
		if (ways->items[i].boot)
			return true;
	return false;
}

/* The U-Boot that CONFIG describes, for a script of LENGTH bytes. */
static void describe_uboot(const struct xb_import_config *config, size_t length,
			   struct xb_uboot_config *uboot)
{
	const struct xb_environment *environment = config->environment;
	const unsigned release = config->release ? config->release : XB_UBOOT_USUAL_RELEASE;

	*uboot = (struct xb_uboot_config){
		.release = environment ? environment->release : release,
		.parser = (environment ? environment->modern : config->modern) ? XB_PARSER_MODERN
									       : XB_PARSER_OLD,
		.max_words = environment ? environment->max_args : xb_release_words(release),
		.environment = environment,
		.budget = WAY_BUDGET + length * BUDGET_PER_BYTE,
		.files_dir = config->files_dir,
		.tree_path = config->tree_path,
	};
}

/* All ways through SCRIPT, the likely one first. */
static void follow_all(const struct xb_import_config *config, const struct xb_script *script,
		       struct xb_ways *ways)
{
	struct xb_uboot_config board;
	struct starts starts = {0};
	struct xb_writings writings = {0};
	size_t steps = 0;

	describe_uboot(config, script->length, &board);
	starts_add(&starts, NULL, 0);
	for (size_t i = 0; i < starts.count && !ways->cut; i++) {
		ways->cut = i == MOST_WAYS || steps > board.budget * ALL_BUDGETS;
		if (!ways->cut)
			steps += follow(config, &board, script, &starts.items[i], ways, &starts,
					&writings);
	}
	if (starts_xen(ways) && !ways->cut) {
		xb_writings_report(&writings, script, &ways->items[0].diags);
		xb_report_unreached(script, ways, &ways->items[0].diags);
	}
	xb_writings_clear(&writings);
	for (size_t i = 0; i < starts.count; i++)
		free(starts.items[i].answers);
	free(starts.items);
}

bool xb_import_script(const struct xb_import_config *config, const char *name, const char *bytes,
		      size_t length, struct xb_ways *ways, struct xb_diags *diags)
{
	char *text = script_text(name, bytes, length, diags);
	struct xb_script script;

	*ways = (struct xb_ways){0};
	if (!text)
		return false;
	xb_script_of_file(&script, text, strlen(text), name);
	follow_all(config, &script, ways);
	xb_script_clear(&script);
	free(text);
	return true;
}
