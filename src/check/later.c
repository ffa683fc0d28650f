/* SPDX-License-Identifier: MIT */
/* Guests that dom0 starts, by xl: what it has no key for, what an older one passes over, what it refuses. */
#include <string.h>

#include "check/check.h"

/* One word of such a guest's properties. */
struct subject {
	const struct xb_context *context;
	const struct xb_domain *domain;
	struct xb_known_word word;
	const struct xb_xl_key *key;
};
typedef void judge(const struct subject *subject, struct xb_diags *diags);

static void each_word(const struct xb_context *context, const struct xb_domain *domain, judge *each,
		      struct xb_diags *diags)
{
	for (size_t i = 0; i < domain->properties.count; i++) {
		struct subject subject = {.context = context, .domain = domain};

		subject.word = xb_known_word(context->boot, context->catalog, XB_SCOPE_DOMAIN,
					     &domain->properties.words[i]);
		if (subject.word.option)
			subject.key = xb_xl_key(subject.word.option->name.text);
		if (subject.key)
			each(&subject, diags);
	}
}

/* ---- What xl has no key for ---------------------------------------------------------------------- */

static void judge_key(const struct subject *subject, struct xb_diags *diags)
{
	const struct xb_xl_key *key = subject->key;

	if (key->key || xb_xl_is_so(&subject->word))
		return;
	xb_warning(diags, XB_CODE_OPTION_CONFLICT, subject->word.word->name_at,
		   "%s is started from dom0, and xl cannot say %s: %s", subject->domain->name, key->option,
		   key->instead);
	xb_hint(diags, "leave it out, or have Xen build the domain, with start: boot");
}

/* ---- Devices behind an IOMMU ------------------------------------------------------------------------ */

static const struct xb_given *first_behind_iommu(const struct xb_domain *domain)
{
	for (size_t i = 0; i < domain->given_count; i++)
		if (domain->given[i].behind_iommu)
			return &domain->given[i];
	return NULL;
}

/* tools/libs/light/libxl_create.c: "passthrough not supported on this platform". */
static void judge_iommu(const struct xb_context *context, const struct xb_domain *domain,
			struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_given *given = first_behind_iommu(domain);
	const struct xb_setting *word = xb_domain_word(boot, context->catalog, domain, "iommu");

	if (given && xb_xen_says(boot, "iommu", "false"))
		xb_error(diags, XB_CODE_OPTION_CONFLICT, domain->at,
			 "%s is given %s, which stands behind an IOMMU, and Xen's line says iommu=%s: xl refuses "
			 "to start it", domain->name, given->path, xb_line_last(&boot->xen_line, "iommu")->value);
	else if (word && context->machine && !context->machine->smmu &&
		 xb_domain_says(boot, context->catalog, domain, "iommu", "enabled"))
		xb_error(diags, XB_CODE_OPTION_CONFLICT, word->at,
			 "%s: iommu is enabled, and the device tree has no IOMMU that Xen drives: xl refuses to "
			 "start it", domain->name);
	else
		return;
	xb_hint(diags, "xl says: \"passthrough not supported on this platform\"");
}

/* ---- Its UART ---------------------------------------------------------------------------------------- */

/* xen/include/public/arch-arm.h GUEST_VPL011_SPI */
enum { UART_INTERRUPT = 32 };

static const struct xb_given *with_interrupt(const struct xb_domain *domain, uint32_t number)
{
	for (size_t i = 0; i < domain->given_count; i++)
		for (size_t k = 0; k < domain->given[i].interrupt_count; k++)
			if (domain->given[i].interrupts[k] == number)
				return &domain->given[i];
	return NULL;
}

/* tools/libs/light/libxl_arm.c libxl__arch_domain_prepare_config */
static void judge_uart(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_setting *uart = xb_domain_word(context->boot, context->catalog, domain, "vuart");
	const struct xb_setting *spis =
		xb_domain_word(context->boot, context->catalog, domain, "nr_spis");
	const struct xb_given *given = with_interrupt(domain, UART_INTERRUPT);
	unsigned release = xb_release_number(context->boot->xen_version);
	uint64_t number;

	if (!uart || !xb_domain_says(context->boot, context->catalog, domain, "vuart", "true"))
		return;
	if (given) {
		xb_error(diags, XB_CODE_OPTION_CONFLICT, uart->name_at,
			 "%s has vuart, whose interrupt is %d, and so is that of %s", domain->name,
			 UART_INTERRUPT, given->path);
		xb_hint(diags, "do without vuart: xl refuses to start it, \"Physical IRQ %d conflicting with pl011 "
			       "SPI\"", UART_INTERRUPT);
	}
	if (release && release < xb_xl_key("nr_spis")->since)
		return;
	if (spis && spis->value && xb_number_parse(spis->value, &number, NULL) && number == 0) {
		xb_error(diags, XB_CODE_OPTION_CONFLICT, spis->at,
			 "%s has vuart, which needs an interrupt, and nr_spis is 0", domain->name);
		xb_hint(diags, "leave nr_spis out: xl refuses to start it, \"Provided nr_spis value is too small\"");
	}
}

void xb_check_later(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->later_count; i++) {
		each_word(context, &boot->later[i], judge_key, diags);
		judge_iommu(context, &boot->later[i], diags);
		judge_uart(context, &boot->later[i], diags);
	}
}

/* ---- Releases ---------------------------------------------------------------------------------------- */

static void judge_release(const struct subject *subject, struct xb_diags *diags)
{
	const char *version = subject->context->boot->xen_version;
	unsigned release = xb_release_number(version), since = subject->key->since;

	if (!release || release >= since)
		return;
	xb_warning(diags, XB_CODE_OPTION_VERSION, subject->word.word->name_at,
		   "%s is started from dom0, and %s came with the xl of Xen %u.%u; this profile is for %s",
		   subject->domain->name, subject->key->key, since / XB_RELEASE(1, 0),
		   since % XB_RELEASE(1, 0), version);
	xb_hint(diags, "xl passes over a key that it does not know: leave it out, or use Xen %u.%u or later",
		since / XB_RELEASE(1, 0), since % XB_RELEASE(1, 0));
}

void xb_check_later_version(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->later_count; i++)
		each_word(context, &boot->later[i], judge_release, diags);
}
