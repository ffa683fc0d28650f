/* SPDX-License-Identifier: MIT */
/* Values of a guest's words that are well formed, and that Xen refuses all the same. */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* xen/arch/arm/arm64/sve.c sve_domctl_vl_param: "Error reading 'sve' property". What is out of its bounds the
 * catalog knows. */
enum { SVE_STEP = 128, SVE_MOST = 2048 };

static void judge_sve(const struct xb_context *context, const struct xb_domain *domain,
		      struct xb_diags *diags)
{
	const struct xb_setting *word = xb_read_word(context, domain, "sve");
	number bits = word && word->value ? strtoull(word->value, NULL, 0) : 0;

	if (bits % SVE_STEP == 0 || bits < SVE_STEP || bits > SVE_MOST)
		return;
	xb_error(diags, XB_CODE_OPTION_VALUE, word->at, "%s: sve=%s is no multiple of %d bits",
		 domain->name, word->value, SVE_STEP);
	xb_hint(diags, "%llu and %llu are; Xen panics: \"Error reading 'sve' property\"",
		bits / SVE_STEP * SVE_STEP, (bits / SVE_STEP + 1) * SVE_STEP);
}

/* xen/common/llc-coloring.c parse_color_config. */
static void judge_colours(const struct xb_context *context, const struct xb_domain *domain,
			  struct xb_diags *diags)
{
	const struct xb_setting *word = xb_read_word(context, domain, "llc-colors");
	const char *fault = word && word->value ? xb_number_list_fault(word->value) : NULL;
	char *problem = NULL, *hint = NULL;
	bool is_list = fault && xb_option_judge(xb_catalog_find(context->catalog, XB_SCOPE_DOMAIN,
								"llc-colors", NULL),
						word->value, &problem, &hint);

	free(problem);
	free(hint);
	if (!is_list)
		return; /* of what is no list at all another rule speaks */
	xb_error(diags, XB_CODE_OPTION_VALUE, word->at, "%s: llc-colors=%s %s", domain->name,
		 word->value, fault);
	xb_hint(diags, "the lower one first; Xen panics: \"Error parsing LLC color configuration\"");
}

void xb_check_domain_values(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		if (!boot->domains[i].node)
			continue;
		judge_sve(context, &boot->domains[i], diags);
		judge_colours(context, &boot->domains[i], diags);
	}
}
