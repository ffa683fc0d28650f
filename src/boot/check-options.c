/* SPDX-License-Identifier: MIT */
/* Rules about options. Xen swallows unknown names and bad values without a word
 * (xen/common/kernel.c parse_params prints only what nobody sees before the console is up). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "boot/check.h"

/* One word of one command line, with what the catalog knows of it. */
struct looked_up {
	const struct xb_setting *word;
	const struct xb_option *option; /* NULL: unknown */
	enum xb_scope scope;
	bool negated; /* no-NAME */
};

static struct looked_up look_up(const struct xb_boot *boot, const struct xb_catalog *catalog,
				enum xb_scope scope, const struct xb_setting *word)
{
	struct looked_up found = {.word = word, .scope = scope};

	found.option = xb_catalog_find(catalog, scope, word->name, boot->arch);
	if (found.option || scope != XB_SCOPE_XEN || strncmp(word->name, "no-", 3) != 0)
		return found;
	found.option = xb_catalog_find(catalog, scope, word->name + 3, boot->arch);
	found.negated = found.option != NULL;
	return found;
}

/* Call JUDGE for each word of both lines. */
static void for_each_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  struct xb_diags *diags,
			  void (*judge)(const struct xb_boot *, const struct xb_catalog *,
					const struct looked_up *, struct xb_diags *))
{
	const struct xb_line *lines[] = {
		[XB_SCOPE_XEN] = &boot->xen_line, [XB_SCOPE_LINUX] = &boot->dom0_line};

	for (int scope = XB_SCOPE_XEN; scope <= XB_SCOPE_LINUX; scope++)
		for (size_t i = 0; i < lines[scope]->count; i++) {
			struct looked_up found = look_up(boot, catalog, (enum xb_scope)scope,
							 &lines[scope]->words[i]);

			judge(boot, catalog, &found, diags);
		}
}

/* ---- unknown-option ----------------------------------------------------------------------------- */

static void judge_unknown(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  const struct looked_up *found, struct xb_diags *diags)
{
	const char *near;

	(void)boot;
	if (found->option || found->scope != XB_SCOPE_XEN)
		return; /* Linux passes on what it does not know: modules and init read it */
	near = xb_catalog_nearest(catalog, XB_SCOPE_XEN, found->word->name);
	xb_warning(diags, XB_CODE_UNKNOWN_OPTION, found->word->name_at,
		   "no Xen option '%s' is known; Xen ignores what it does not know",
		   found->word->name);
	if (near)
		xb_hint(diags, "did you mean %s?", near);
}

void xb_check_unknown_option(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     struct xb_diags *diags)
{
	for_each_word(boot, catalog, diags, judge_unknown);
}

/* ---- option-value ------------------------------------------------------------------------------- */

/* no-NAME is NAME=no, for every option that takes a boolean (xen/common/kernel.c parse_params). */
static void judge_negated(const struct looked_up *found, struct xb_diags *diags)
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

static void judge_value(const struct xb_boot *boot, const struct xb_catalog *catalog,
			const struct looked_up *found, struct xb_diags *diags)
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
	if (xb_option_judge(found->option, word->value, &problem, &hint))
		return;
	xb_error(diags, XB_CODE_OPTION_VALUE, word->at, "%s%s%s %s", word->name,
		 word->value ? "=" : "", word->value ? word->value : "", problem);
	if (hint)
		xb_hint(diags, "%s", hint);
	free(problem);
	free(hint);
}

void xb_check_option_value(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   struct xb_diags *diags)
{
	for_each_word(boot, catalog, diags, judge_value);
}

/* ---- option-arch -------------------------------------------------------------------------------- */

static void judge_arch(const struct xb_boot *boot, const struct xb_catalog *catalog,
		       const struct looked_up *found, struct xb_diags *diags)
{
	struct xb_buf list = {0};

	(void)catalog;
	if (!found->option || xb_option_on_arch(found->option, boot->arch))
		return;
	for (size_t i = 0; i < found->option->arch.count; i++)
		xb_buf_printf(&list, "%s%s", i ? ", " : "", found->option->arch.items[i].text);
	xb_error(diags, XB_CODE_OPTION_ARCH, found->word->name_at,
		 "%s is an option of Xen on %s; this board is %s", found->word->name, list.data,
		 boot->arch);
	xb_buf_clear(&list);
}

void xb_check_option_arch(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  struct xb_diags *diags)
{
	for_each_word(boot, catalog, diags, judge_arch);
}

/* ---- option-version ----------------------------------------------------------------------------- */

/* "4.17" as a number that can be compared: 4017; 0 where there is none. */
static unsigned release(const char *text)
{
	unsigned major, minor;

	if (!text || sscanf(text, "%3u.%3u", &major, &minor) != 2)
		return 0;
	return major * 1000 + minor;
}

static void judge_version(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  const struct looked_up *found, struct xb_diags *diags)
{
	unsigned version = release(boot->xen_version);
	const struct xb_option *option = found->option;

	(void)catalog;
	if (!version || !option || found->scope != XB_SCOPE_XEN)
		return;
	if (version < release(option->since.text))
		xb_warning(diags, XB_CODE_OPTION_VERSION, found->word->name_at,
			   "%s came with Xen %s; this profile is for %s", found->word->name,
			   option->since.text, boot->xen_version);
	else if (option->until.text && version > release(option->until.text))
		xb_warning(diags, XB_CODE_OPTION_VERSION, found->word->name_at,
			   "%s was last known to Xen %s; this profile is for %s", found->word->name,
			   option->until.text, boot->xen_version);
}

void xb_check_option_version(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     struct xb_diags *diags)
{
	for_each_word(boot, catalog, diags, judge_version);
}

/* ---- option-duplicate --------------------------------------------------------------------------- */

/* Two names of one option, or NAME and no-NAME, are the same option. SEEN: by its place in the
 * catalog. */
static void judge_duplicates(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     enum xb_scope scope, bool *seen, struct xb_diags *diags)
{
	const struct xb_line *line = scope == XB_SCOPE_XEN ? &boot->xen_line : &boot->dom0_line;

	for (size_t i = 0; i < line->count; i++) {
		struct looked_up found = look_up(boot, catalog, scope, &line->words[i]);
		bool *before = found.option ? &seen[found.option - catalog->options] : NULL;

		if (!before || found.option->repeatable.value)
			continue;
		if (*before)
			xb_warning(diags, XB_CODE_OPTION_DUPLICATE, found.word->name_at,
				   "%s is given more than once; only the last one counts",
				   found.word->name);
		*before = true;
	}
}

void xb_check_option_duplicate(const struct xb_boot *boot, const struct xb_catalog *catalog,
			       struct xb_diags *diags)
{
	bool *seen = xb_alloc(catalog->count + 1);

	judge_duplicates(boot, catalog, XB_SCOPE_XEN, seen, diags);
	judge_duplicates(boot, catalog, XB_SCOPE_LINUX, seen, diags);
	free(seen);
}
