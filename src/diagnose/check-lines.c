/* SPDX-License-Identifier: MIT */
/* The command lines of a log by the rules of check, and against those of a profile. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/diagnose.h"

/* ---- A description of what the log shows ------------------------------------------------------------ */

struct scene {
	struct xb_boot boot;
	struct xb_domain dom0;
	const struct xb_log_context *context;
};

static struct xb_pos line_of(const struct scene *scene, const struct xb_log_command *command)
{
	return (struct xb_pos){scene->context->name, (uint32_t)command->line, 0};
}

/* EFI puts the name of Xen's file before the words (xen/arch/arm/efi/efi-boot.h), GRUB one of its own. */
static bool is_loaders(const struct xb_catalog *catalog, enum xb_scope scope,
		       const struct xb_setting *word)
{
	if (word->value)
		return false;
	return strcmp(word->name, "placeholder") == 0 ||
	       (xb_catalog_word_use(catalog, scope, word->name, NULL) != XB_WORD_READ &&
		(strpbrk(word->name, "./\\") || strncmp(word->name, "xen", 3) == 0));
}

/* The words of COMMAND, without the one before them that is a loader's and without what is left of a last
 * one that may have been broken. */
static void split(struct scene *scene, enum xb_scope scope, const struct xb_log_command *command,
		  struct xb_line *line)
{
	if (!command->text)
		return;
	xb_line_split(line, &scene->boot.arena, scope, command->text, line_of(scene, command));
	if (command->cut && line->count)
		line->count--;
	if (!line->count || !is_loaders(scene->context->catalog, scope, &line->words[0]))
		return;
	line->count--;
	memmove(line->words, line->words + 1, line->count * sizeof(*line->words));
}

/* What Xen complains of and its line does not show, for it is built in, or the line is cut. */
static void add_complaints(struct scene *scene, const struct xb_log_commands *commands)
{
	for (size_t i = 0; i < commands->complaint_count; i++) {
		const struct xb_log_command *complaint = &commands->complaints[i];
		struct xb_line word = {0};

		split(scene, XB_SCOPE_XEN, complaint, &word);
		if (word.count && !xb_line_last(&scene->boot.xen_line, word.words[0].name))
			xb_line_split(&scene->boot.xen_line, &scene->boot.arena, XB_SCOPE_XEN,
				      complaint->text, line_of(scene, complaint));
		xb_line_clear(&word);
	}
}

/* What Linux does not know and its line does not show, for the log begins behind it, or it is cut. */
static void add_unknown(struct scene *scene, const struct xb_log_command *unknown)
{
	struct xb_line *line = &scene->dom0.line, words = {0};

	split(scene, XB_SCOPE_LINUX, unknown, &words);
	for (size_t i = 0; i < words.count; i++) {
		char *text = xb_word_text(&words.words[i]);

		if (!xb_line_last(line, words.words[i].name))
			xb_line_split(line, &scene->boot.arena, XB_SCOPE_LINUX,
				      xb_arena_strdup(&scene->boot.arena, text),
				      line_of(scene, unknown));
		free(text);
	}
	xb_line_clear(&words);
}

static const char *release_text(struct xb_arena *arena, unsigned release)
{
	if (!release || release >= XB_RELEASE_MASTER)
		return release ? "master" : NULL;
	return xb_arena_format(arena, "%u.%u", release / 1000, release % 1000);
}

/* Rules that look for what is not there are for whole lines: they need its text. */
static void scene_init(struct scene *scene, const struct xb_log_commands *commands,
		       const struct xb_log_context *context)
{
	*scene = (struct scene){.context = context};
	scene->boot.arch = commands->arch ? commands->arch : "arm64";
	scene->boot.xen_version = release_text(&scene->boot.arena, commands->release);
	scene->boot.xen_version_found = true;
	scene->boot.xen_line.text = commands->xen.cut ? NULL : (char *)commands->xen.text;
	scene->dom0 = (struct xb_domain){
		.name = (char *)"dom0", .hardware = true, .scope = XB_SCOPE_LINUX};
	split(scene, XB_SCOPE_XEN, &commands->xen, &scene->boot.xen_line);
	split(scene, XB_SCOPE_LINUX, commands->dom0.text ? &commands->dom0 : &commands->module,
	      &scene->dom0.line);
	add_complaints(scene, commands);
	add_unknown(scene, &commands->unknown);
	scene->boot.domains = &scene->dom0;
	scene->boot.domain_count = 1;
}

static void scene_clear(struct scene *scene)
{
	xb_line_clear(&scene->dom0.line);
	xb_line_clear(&scene->boot.xen_line);
	xb_arena_clear(&scene->boot.arena);
}

/* Nothing but words is known of the board. */
static void run_rules(const struct scene *scene, struct xb_diags *diags)
{
	const struct xb_context context = {.boot = &scene->boot, .catalog = scene->context->catalog};

	for (size_t i = 0; i < xb_rule_count; i++)
		if ((xb_rules[i].needs & XB_NEED_WORDS) && xb_rule_applies(&xb_rules[i], &scene->boot))
			xb_rules[i].run(&context, diags);
}

/* ---- Against the profile ---------------------------------------------------------------------------- */

/* The word of LINE that says exactly TEXT. */
static bool says(const struct xb_line *line, const char *text)
{
	bool found = false;

	for (size_t i = 0; i < line->count && !found; i++) {
		char *word = xb_word_text(&line->words[i]);

		found = strcmp(word, text) == 0;
		free(word);
	}
	return found;
}

/* What LINE has instead of the word TEXT of the name of WORD, and OTHER has not; NULL: nothing. */
static const struct xb_setting *instead_of(const struct xb_line *line, const struct xb_line *other,
					   const struct xb_setting *word)
{
	for (size_t i = line->count; i-- > 0;) {
		char *text = strcmp(line->words[i].name, word->name) == 0
				     ? xb_word_text(&line->words[i])
				     : NULL;
		bool only = text && !says(other, text);

		free(text);
		if (only)
			return &line->words[i];
	}
	return NULL;
}

static void put_difference(struct xb_buf *out, const char *text, const char *before,
			   const char *other)
{
	xb_buf_printf(out, "%s%s%s%s", out->length ? ", " : "", text, before, other);
}

/* Words of SEEN that WANTED has not. */
static void put_more(const struct xb_line *seen, const struct xb_line *wanted, struct xb_buf *out)
{
	for (size_t i = 0; i < seen->count; i++) {
		char *text = xb_word_text(&seen->words[i]), *other;
		const struct xb_setting *instead;

		if (!says(wanted, text)) {
			instead = instead_of(wanted, seen, &seen->words[i]);
			other = instead ? xb_word_text(instead) : xb_strdup("");
			put_difference(out, text, instead ? " instead of " : " added", other);
			free(other);
		}
		free(text);
	}
}

/* Words of WANTED that SEEN has in no form. */
static void put_fewer(const struct xb_line *seen, const struct xb_line *wanted, struct xb_buf *out)
{
	for (size_t i = 0; i < wanted->count; i++) {
		char *text = xb_word_text(&wanted->words[i]);

		if (!says(seen, text) && !instead_of(seen, wanted, &wanted->words[i]))
			put_difference(out, text, " missing", "");
		free(text);
	}
}

/* TEXT: what PROFILE's READER gets. */
static void compare(struct scene *scene, enum xb_scope scope, const struct xb_log_command *command,
		    const struct xb_line *seen, const char *text, struct xb_diags *diags)
{
	struct xb_buf differences = {0};
	struct xb_line wanted = {0};

	xb_line_split(&wanted, &scene->boot.arena, scope, text, (struct xb_pos){0});
	put_more(seen, &wanted, &differences);
	if (!command->cut)
		put_fewer(seen, &wanted, &differences);
	if (differences.length) {
		xb_warning(diags, XB_CODE_OTHER_LINE, line_of(scene, command),
			   "this is not the profile's line for %s: %s", xb_scopes[scope].reader,
			   differences.data);
		xb_hint(diags, "was another boot.scr run? build this profile, and boot what that "
			       "writes");
	}
	xb_buf_clear(&differences);
	xb_line_clear(&wanted);
}

/* dom0's line is Linux's own word for it: what a module brings is not always what dom0 gets. Without a line
 * of Xen that Linux is no dom0. */
static void compare_lines(struct scene *scene, const struct xb_log_commands *commands,
			  const struct xb_boot *profile, struct xb_diags *diags)
{
	const struct {
		enum xb_scope scope;
		const struct xb_log_command *command;
		const struct xb_line *seen;
	} both[] = {
		{XB_SCOPE_XEN, &commands->xen, &scene->boot.xen_line},
		{XB_SCOPE_LINUX, &commands->dom0, &scene->dom0.line},
	};
	struct xb_command_lines lines;

	if (!commands->release && !commands->xen.text)
		return;
	xb_command_lines(profile, &lines);
	for (size_t i = 0; i < XB_COUNT(both); i++)
		for (size_t k = 0; both[i].command->text && k < lines.count; k++)
			if (lines.items[k].reader &&
			    strcmp(lines.items[k].reader, xb_scopes[both[i].scope].reader) == 0)
				compare(scene, both[i].scope, both[i].command, both[i].seen,
					lines.items[k].text, diags);
	xb_command_lines_clear(&lines);
}

/* ---- The whole ---------------------------------------------------------------------------------------- */

/* With what a boot came up with it boots. */
static void add_all(const struct xb_diags *from, bool notes, struct xb_diags *to)
{
	for (size_t i = 0; i < from->count; i++) {
		struct xb_diag diag = from->items[i];

		if (notes)
			diag.severity = XB_NOTE;
		xb_diags_add(to, &diag);
	}
}

void xb_diagnosis_check(const struct xb_diagnosis *diagnosis, const struct xb_log_context *context,
			struct xb_diags *diags)
{
	const struct xb_log_commands *commands = &diagnosis->commands;
	struct xb_check_policy policy = {0};
	struct xb_diags found = {0};
	struct scene scene;

	scene_init(&scene, commands, context);
	if (context->profile)
		compare_lines(&scene, commands, context->profile, &found);
	run_rules(&scene, &found);
	if (context->levels)
		xb_check_policy_add(&policy, context->levels, &found);
	xb_diags_apply(&found, &policy);
	add_all(&found, !diagnosis->failed && !diagnosis->silent, diags);
	xb_diags_sort(diags);
	xb_diags_clear(&found);
	scene_clear(&scene);
}
