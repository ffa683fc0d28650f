/* SPDX-License-Identifier: MIT */
/* Rules that the catalog's rows bring with them: what Xen must be built with, what it will drop, what
 * a setting means for safety. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* ---- option-kconfig ----------------------------------------------------------------------------- */

static void report_kconfig(const struct xb_boot *boot, const struct xb_known_word *known,
			   const struct xb_text *needs, struct xb_diags *diags)
{
	const char *unbuilt = known->option->unbuilt.text;
	unsigned release = xb_release_number(boot->xen_version);
	char *missing = NULL, *text;

	if (unbuilt && release && release < xb_release_number(known->option->since.text))
		return; /* it does not know the word at all */
	if (!needs->text || xb_kconfig_judge(boot->kconfig, needs->text, &missing))
		return;
	if (unbuilt && xb_word_is_later(boot, known->word))
		unbuilt = "xl cannot start the domain";
	text = xb_word_text(known->word);
	xb_report(diags, unbuilt ? XB_ERROR : XB_WARNING, XB_CODE_OPTION_KCONFIG, known->word->at,
		  "%s needs CONFIG_%s, which %s has not: %s", text, missing ? missing : needs->text,
		  boot->kconfig_path, unbuilt ? unbuilt : "this Xen ignores it");
	free(missing);
	free(text);
}

static void judge_kconfig(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_option *option = known->option;
	size_t before = diags->count;

	(void)catalog;
	if (!option || !xb_scopes[known->scope].of_xen || !xb_option_on_arch(option, boot->arch) ||
	    xb_known_word_is_absent(known))
		return;
	report_kconfig(boot, known, &option->kconfig, diags);
	for (size_t i = 0; diags->count == before && i < option->choice_count; i++)
		if (xb_known_word_says(known, option->choices[i].value.text))
			report_kconfig(boot, known, &option->choices[i].kconfig, diags);
	if (diags->count > before && strcmp(option->name.text, "sched") == 0)
		xb_hint(diags, "Xen says \"Could not find scheduler\" and takes %s",
			xb_kconfig_value(boot->kconfig, "SCHED_DEFAULT"));
}

/* What is not built in is no parameter: Xen takes the word for an unknown one and says nothing
 * (xen/common/kernel.c parse_params). A wrong sched= takes the default (xen/common/sched/core.c). */
void xb_check_option_kconfig(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (boot->kconfig)
		xb_known_words_each(boot, context->catalog, judge_kconfig, diags);
}

/* ---- option-deprecated -------------------------------------------------------------------------- */

static void judge_deprecated(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_option *option = known->option;
	unsigned version = xb_release_number(boot->xen_version);
	struct xb_buf instead = {0};

	(void)catalog;
	if (!option || !option->deprecated.text || !xb_option_on_arch(option, boot->arch) ||
	    (version && version < xb_release_number(option->deprecated.text)))
		return;
	xb_warning(diags, XB_CODE_OPTION_DEPRECATED, known->word->name_at,
		   "%s is deprecated since %s %s", known->word->name,
		   xb_scopes[known->scope].title, option->deprecated.text);
	for (size_t i = 0; i < option->replaced_by.count; i++)
		xb_buf_printf(&instead, "%s%s", i ? ", " : "", option->replaced_by.items[i].text);
	if (instead.length)
		xb_hint(diags, "use %s", instead.data);
	xb_buf_clear(&instead);
}

void xb_check_option_deprecated(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	xb_known_words_each(boot, context->catalog, judge_deprecated, diags);
}

/* ---- security ----------------------------------------------------------------------------------- */

static bool applies(const struct xb_caution *caution, const struct xb_known_word *known)
{
	for (size_t i = 0; i < caution->when.count; i++)
		if (xb_known_word_says(known, caution->when.items[i].text))
			return true;
	return caution->when.count == 0;
}

static void judge_security(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_option *option = known->option;

	(void)catalog;
	if (!option || !xb_option_on_arch(option, boot->arch))
		return;
	for (size_t i = 0; i < option->caution_count; i++) {
		const struct xb_caution *caution = &option->cautions[i];
		char *text;

		if (!applies(caution, known))
			continue;
		text = xb_word_text(known->word);
		xb_note(diags, XB_CODE_SECURITY, known->word->at, "%s: %s", text,
			caution->says.text);
		if (caution->hint.text)
			xb_hint(diags, "%s", caution->hint.text);
		free(text);
	}
}

void xb_check_security(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	xb_known_words_each(boot, context->catalog, judge_security, diags);
}
