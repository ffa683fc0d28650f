/* SPDX-License-Identifier: MIT */
/* Rules about options that the catalog knows. Xen swallows bad values without a word
 * (xen/common/kernel.c parse_params prints only what nobody sees before the console is up). */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* ---- option-value ------------------------------------------------------------------------------- */

/* no-NAME is NAME=no, for every option that takes a boolean (xen/common/kernel.c parse_params). */
static void judge_negated(const struct xb_known_word *found, struct xb_diags *diags)
{
	const struct xb_setting *word = found->word;
	char *problem = NULL, *hint = NULL;

	if (word->value || !xb_option_judge(found->option, "no", &problem, &hint))
		xb_error(diags, XB_CODE_OPTION_VALUE, word->at,
			 "%s%s%s: no- goes before a boolean option alone, without a value",
			 word->name, word->value ? "=" : "", word->value ? word->value : "");
	free(problem);
	free(hint);
}

/* Linux calls a flag's function with the value, which those do not look at (init/main.c do_early_param and
 * obsolete_checksetup). */
static void judge_flag(const struct xb_boot *boot, const struct xb_known_word *found,
		       struct xb_diags *diags)
{
	const struct xb_setting *word = found->word;

	if (!word->value || !xb_option_is_flag(found->option) ||
	    !xb_known_word_says(found, "false"))
		return;
	xb_warning(diags, XB_CODE_OPTION_VALUE, word->at,
		   "%s=%s switches it on: %s does not look at the value", word->name, word->value,
		   xb_scopes[found->scope].title);
	xb_hint(diags, "leave %s out", word->name);
	xb_fix_word(boot, word, NULL, diags);
}

/* HINT, and what it names in the word's place. */
static void hint_value(const struct xb_boot *boot, const struct xb_known_word *found,
		       const char *hint, struct xb_diags *diags)
{
	char *instead = xb_option_instead(found->option, found->word->value);

	xb_hint(diags, "%s", hint);
	if (instead)
		xb_fix_word(boot, found->word, instead, diags);
	free(instead);
}

static void judge_value(const struct xb_boot *boot, const struct xb_catalog *catalog,
			const struct xb_known_word *found, struct xb_diags *diags)
{
	const struct xb_setting *word = found->word;
	char *problem, *hint;

	(void)catalog;
	if (!found->option || !xb_option_on_arch(found->option, boot->arch))
		return;
	if (found->negated) {
		judge_negated(found, diags);
		return;
	}
	if (xb_option_judge(found->option, word->value, &problem, &hint)) {
		judge_flag(boot, found, diags);
		return;
	}
	xb_error(diags, XB_CODE_OPTION_VALUE, word->at, "%s%s%s %s", word->name,
		 word->value ? "=" : "", word->value ? word->value : "", problem);
	if (xb_word_fits_elsewhere(boot, catalog, found, diags))
		;
	else if (hint)
		hint_value(boot, found, hint, diags);
	free(problem);
	free(hint);
}

void xb_check_option_value(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	xb_known_words_each(boot, context->catalog, judge_value, diags);
}

/* ---- option-arch -------------------------------------------------------------------------------- */

static void judge_arch(const struct xb_boot *boot, const struct xb_catalog *catalog,
		       const struct xb_known_word *found, struct xb_diags *diags)
{
	struct xb_buf list = {0};

	if (!found->option || xb_option_on_arch(found->option, boot->arch))
		return;
	for (size_t i = 0; i < found->option->arch.count; i++)
		xb_buf_printf(&list, "%s%s", i ? ", " : "", found->option->arch.items[i].text);
	xb_warning(diags, XB_CODE_OPTION_ARCH, found->word->name_at,
		   "%s is an option of Xen on %s; this board is %s", found->word->name, list.data,
		   boot->arch);
	if (!xb_word_hint_owner(boot, catalog, found, diags)) {
		xb_hint(diags, "Xen ignores it here: leave it out");
		xb_fix_word(boot, found->word, NULL, diags);
	}
	xb_buf_clear(&list);
}

void xb_check_option_arch(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	xb_known_words_each(boot, context->catalog, judge_arch, diags);
}

/* ---- option-version ----------------------------------------------------------------------------- */

/* What stands in SINCE and UNTIL against the profile's release; WHAT is the option or a word of it. USELESS says
 * nothing else; NULL: it says more. */
static void judge_range(const struct xb_boot *boot, const struct xb_setting *useless,
			const char *what, struct xb_pos at, const struct xb_text *since, const struct xb_text *until,
			struct xb_diags *diags)
{
	unsigned version = xb_release_number(boot->xen_version);
	const char *of = boot->xen_version_found ? "this Xen is" : "this profile is for";

	if (version < xb_release_number(since->text)) {
		xb_warning(diags, XB_CODE_OPTION_VERSION, at, "%s came with Xen %s; %s %s", what,
			   since->text, of, boot->xen_version);
		xb_hint(diags, "Xen %s ignores it: leave it out, or use Xen %s or later",
			boot->xen_version, since->text);
	} else if (until->text && version > xb_release_number(until->text)) {
		xb_warning(diags, XB_CODE_OPTION_VERSION, at,
			   "%s was last known to Xen %s; %s %s", what, until->text, of,
			   boot->xen_version);
		xb_hint(diags, "Xen %s ignores it: leave it out", boot->xen_version);
	} else {
		return;
	}
	if (useless)
		xb_fix_word(boot, useless, NULL, diags);
}

static void judge_version(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  const struct xb_known_word *found, struct xb_diags *diags)
{
	const struct xb_option *option = found->option;
	const struct xb_setting *word = found->word;
	bool several = word->value && strchr(word->value, ',');

	(void)catalog;
	if (!xb_release_number(boot->xen_version) || !option || !xb_scopes[found->scope].of_xen ||
	    xb_known_word_is_absent(found))
		return;
	/* What xl has is another matter. */
	if (found->scope == XB_SCOPE_DOMAIN && xb_word_is_later(boot, word))
		return;
	judge_range(boot, word, word->name, word->name_at, &option->since, &option->until, diags);
	for (size_t i = 0; i < option->choice_count; i++) {
		const struct xb_choice *choice = &option->choices[i];
		char *text;

		if (!xb_known_word_says(found, choice->value.text))
			continue;
		text = xb_format("%s=%s", option->name.text, choice->value.text);
		judge_range(boot, several ? NULL : word, text, word->at, &choice->since,
			    &choice->until, diags);
		free(text);
	}
}

void xb_check_option_version(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	xb_known_words_each(boot, context->catalog, judge_version, diags);
}

/* ---- option-duplicate --------------------------------------------------------------------------- */

/* Two names of one option, or NAME and no-NAME, are the same option. */
static void judge_duplicates(const struct xb_context *context, enum xb_scope scope,
			     const struct xb_line *line, struct xb_diags *diags)
{
	const struct xb_catalog *catalog = context->catalog;
	size_t count = xb_line_own_count(line, scope);
	bool *seen = xb_alloc(catalog->count + 1);

	for (size_t i = 0; i < count; i++) {
		struct xb_known_word found =
			xb_known_word(context->boot, catalog, scope, &line->words[i]);
		bool *before = found.option ? &seen[found.option - catalog->options] : NULL;

		if (!before || found.option->repeatable.value)
			continue;
		if (*before)
			xb_warning(diags, XB_CODE_OPTION_DUPLICATE, found.word->name_at,
				   "%s is given more than once; only the last one counts",
				   found.word->name);
		if (*before)
			xb_hint(diags, "keep one of them");
		*before = true;
	}
	free(seen);
}

void xb_check_option_duplicate(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_line *line;
	enum xb_scope scope;

	for (size_t i = 0; (line = xb_boot_line(boot, i, &scope)); i++)
		judge_duplicates(context, scope, line, diags);
}
