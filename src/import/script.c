/* SPDX-License-Identifier: MIT */
/* All ways through a script, within bounds: the likely one, then those that differ from it in one
 * answer, and so on. */
#include "xenboot/import.h"

#include "import/commands.h"
#include "import/describe.h"
#include "import/events.h"
#include "import/script-image.h"

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

/* The release that most boards run, where nothing is said. */
#define USUAL_RELEASE 202301

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

/* Variables that boards have and scripts use without setting them. */
static const char *board_value(void *data, const char *name)
{
	static const char *const known[] = {
		"fdtcontroladdr", "kernel_addr_r", "fdt_addr_r", "ramdisk_addr_r",
		"scriptaddr",	  "loadaddr",	   "fdt_addr",	 "serverip",
		"ipaddr",	  "devtype",	   "devnum",	 "distro_bootpart",
		"bootpart",	  "prefix",	   "fdtfile",	 "bootfile"};
	struct xb_uboot *uboot = data;
	struct xb_symbol symbol = {
		.kind = XB_SYMBOL_VARIABLE, .load = XB_NONE, .name = (char *)name};
	char text[XB_SYMBOL_TEXT];

	for (size_t i = 0; i < XB_COUNT(known); i++) {
		if (strcmp(known[i], name) != 0 && !uboot->unknown_variables)
			continue;
		xb_symbol_format(xb_symbol_add(&uboot->symbols, &symbol), text);
		xb_uboot_set(uboot, name, text, (struct xb_pos){0});
		return xb_variable_find(&uboot->shell.env, name)->value;
	}
	return NULL;
}

static const struct xb_shell_host host = {xb_uboot_run, xb_script_event, board_value};

/* ---- One way ---- */

static void uboot_init(struct xb_uboot *uboot, const struct xb_uboot_config *config,
		       const struct start *start)
{
	uboot->config = config;
	uboot->answers = start->answers;
	uboot->answer_count = start->count;
	uboot->working = XB_NONE;
	uboot->shell.host = &host;
	uboot->shell.data = uboot;
	uboot->shell.parser = config->parser;
	uboot->shell.release = config->release;
	uboot->shell.budget = config->budget;
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
		     struct xb_ways *ways, struct starts *starts)
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
	uboot_init(&uboot, board, start);
	xb_shell_source(&uboot.shell, script);
	xb_uboot_report_missed_trees(&uboot);
	steps = board->budget - uboot.shell.budget;
	way->when = condition(&uboot);
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

/* All ways through SCRIPT, the likely one first. */
static void follow_all(const struct xb_import_config *config, const struct xb_script *script,
		       struct xb_ways *ways)
{
	const unsigned release = config->release ? config->release : USUAL_RELEASE;
	const struct xb_uboot_config board = {
		.release = release,
		.parser = config->modern ? XB_PARSER_MODERN : XB_PARSER_OLD,
		.max_words = release < 202404 ? 16 : 64,
		.budget = WAY_BUDGET + script->length * BUDGET_PER_BYTE,
		.files_dir = config->files_dir,
		.tree_path = config->tree_path,
	};
	struct starts starts = {0};
	size_t steps = 0;

	starts_add(&starts, NULL, 0);
	for (size_t i = 0; i < starts.count && !ways->cut; i++) {
		ways->cut = i == MOST_WAYS || steps > board.budget * ALL_BUDGETS;
		if (!ways->cut)
			steps += follow(config, &board, script, &starts.items[i], ways, &starts);
	}
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
