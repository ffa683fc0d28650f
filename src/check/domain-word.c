/* SPDX-License-Identifier: MIT */
/* What this Xen reads of a guest's words: one that came later is passed over, whatever it says; and whose node
 * an edit is in. */
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

static bool is_since(const struct xb_boot *boot, const struct xb_text *since)
{
	unsigned release = xb_release_number(boot->xen_version);

	return !release || !since->text || release >= xb_release_number(since->text);
}

static const struct xb_choice *choice_of(const struct xb_option *option, const char *value)
{
	for (size_t i = 0; value && i < option->choice_count; i++)
		if (strcmp(option->choices[i].value.text, value) == 0)
			return &option->choices[i];
	return NULL;
}

const struct xb_setting *xb_read_word(const struct xb_context *context, const struct xb_domain *domain,
				      const char *name)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = xb_domain_word(boot, context->catalog, domain, name);
	const struct xb_option *option;
	const struct xb_choice *choice;

	if (!word)
		return NULL;
	option = xb_catalog_find(context->catalog, XB_SCOPE_DOMAIN, name, boot->arch);
	if (!option || !is_since(boot, &option->since))
		return NULL;
	choice = choice_of(option, word->value);
	return !choice || is_since(boot, &choice->since) ? word : NULL;
}

bool xb_read_says(const struct xb_context *context, const struct xb_domain *domain, const char *name,
		  const char *value)
{
	return xb_read_word(context, domain, name) &&
	       xb_domain_says(context->boot, context->catalog, domain, name, value);
}

const struct xb_domain *xb_step_domain(const struct xb_boot *boot, const struct xb_step *step)
{
	for (size_t i = 0; step->kind == XB_STEP_EDIT && i < boot->domain_count; i++) {
		const char *node = boot->domains[i].node;
		size_t length = node ? strlen(node) : 0;

		if (node && strncmp(step->edit.path, node, length) == 0 &&
		    step->edit.path[length] == '/')
			return &boot->domains[i];
	}
	return NULL;
}
