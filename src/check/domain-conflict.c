/* SPDX-License-Identifier: MIT */
/* Settings of a domain that do not go together, or not without a dom0. Sources:
 * xen/common/device-tree/dom0less-bindings.c and dom0less-build.c, xen/arch/arm/dom0less-build.c. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* One domain and what its words are looked up in. */
struct subject {
	const struct xb_context *context;
	const struct xb_boot *boot;
	const struct xb_domain *domain;
	struct xb_diags *diags;
};

static const struct xb_setting *word_of(const struct subject *subject, const char *name)
{
	return xb_read_word(subject->context, subject->domain, name);
}

static bool says(const struct subject *subject, const char *name, const char *value)
{
	return xb_read_says(subject->context, subject->domain, name, value);
}

typedef void judge_subject(const struct subject *subject);

static void each_guest(const struct xb_context *context, judge_subject *judge, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct subject subject = {context, boot, &boot->domains[i], diags};

		if (boot->domains[i].node)
			judge(&subject);
	}
}

/* ---- no-dom0 ------------------------------------------------------------------------------------ */

#define TRUE_DOM0LESS XB_RELEASE(4, 16)
#define XENSTORE_DOMAINS XB_RELEASE(4, 21)

/* Does a guest serve xenstore? */
static bool serves_xenstore(const struct xb_context *context)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (xb_read_says(context, &boot->domains[i], "capabilities", "xenstore"))
			return true;
	return false;
}

static bool has_xenstore(const struct subject *subject)
{
	const struct xb_setting *word = word_of(subject, "enhanced");

	return word && (!word->value || says(subject, "enhanced", "enabled") ||
			says(subject, "enhanced", "legacy"));
}

static void judge_xenstore(const struct subject *subject)
{
	unsigned release = xb_release_number(subject->boot->xen_version);

	if (!has_xenstore(subject))
		return;
	xb_error(subject->diags, XB_CODE_NO_DOM0, word_of(subject, "enhanced")->at,
		 "%s asks for xenstore, which no domain serves: there is no dom0",
		 subject->domain->name);
	xb_hint(subject->diags, "write enhanced: no-xenstore; Xen panics: \"%s\"",
		release >= XENSTORE_DOMAINS
			? "xenstore requested, but xenstore domain not present"
			: "At the moment, Xenstore support requires dom0 to be present");
}

static void judge_release(const struct xb_boot *boot, struct xb_diags *diags)
{
	unsigned release = xb_release_number(boot->xen_version);

	if (!release || release >= TRUE_DOM0LESS)
		return;
	xb_error(diags, XB_CODE_NO_DOM0, boot->domains[0].at,
		 "there is no dom0, and Xen %s cannot do without: it panics, \"Missing kernel boot module?\"",
		 boot->xen_version);
	xb_hint(diags, "add a dom0, or use Xen 4.16 or later");
}

void xb_check_no_dom0(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (xb_boot_dom0(boot) || !boot->domain_count)
		return;
	judge_release(boot, diags);
	if (!serves_xenstore(context))
		each_guest(context, judge_xenstore, diags);
}

/* ---- option-conflict ---------------------------------------------------------------------------- */

static void judge_colours(const struct subject *subject)
{
	const struct xb_setting *word = word_of(subject, "llc-colors");
	uint64_t count = xb_colour_count(subject->boot);

	if (!word || !word->value)
		return;
	if (!xb_colours_are_on(subject->boot)) {
		xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word->at,
			 "%s has colours of the cache, and cache colouring is off", subject->domain->name);
		xb_hint(subject->diags, "add llc-coloring=true to Xen's options; Xen panics: \"'llc-colors' "
					"found, but LLC coloring is disabled\"");
	} else if (count && xb_number_list_highest(word->value) >= count) {
		xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word->at,
			 "%s: colour %llu of a cache that has %llu by llc-size and llc-nr-ways",
			 subject->domain->name,
			 (unsigned long long)xb_number_list_highest(word->value), (unsigned long long)count);
		xb_hint(subject->diags, "they are numbered from 0 to %llu", (unsigned long long)count - 1);
	}
}

/* In 4.20 the variable of one guest is the next one's, too (xen/arch/arm/dom0less-build.c create_domUs). */
static void judge_inherited(const struct subject *subject)
{
	const struct xb_boot *boot = subject->boot;
	unsigned release = xb_release_number(boot->xen_version);
	size_t before = (size_t)(subject->domain - boot->domains);

	if (release != XB_RELEASE(4, 20) || word_of(subject, "llc-colors"))
		return;
	while (before > 0 && !xb_domain_word(boot, subject->context->catalog,
					     &boot->domains[before - 1], "llc-colors"))
		before--;
	if (!before)
		return;
	xb_warning(subject->diags, XB_CODE_OPTION_CONFLICT, subject->domain->at,
		   "%s has no llc-colors, and in Xen 4.20 it takes those of %s", subject->domain->name,
		   boot->domains[before - 1].name);
	xb_hint(subject->diags, "give it colours of its own, or put it before the other");
}

static void judge_static_colours(const struct subject *subject)
{
	if (!subject->domain->static_count || !xb_colours_are_on(subject->boot))
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT,
		 subject->boot->loads[subject->domain->static_first].at,
		 "%s has static memory, and cache colouring is on", subject->domain->name);
	xb_hint(subject->diags, "one or the other; Xen panics: \"LLC coloring and static memory are "
				"incompatible\"");
}

/* vpl011 has SPI 0 (GUEST_VPL011_SPI). */
static void judge_spis(const struct subject *subject)
{
	const struct xb_setting *word = word_of(subject, "nr_spis");
	unsigned release = xb_release_number(subject->boot->xen_version);

	if (!word || !word->value || strtoull(word->value, NULL, 0) > 0 ||
	    !says(subject, "vuart", "true"))
		return;
	xb_report(subject->diags, release && release < XB_RELEASE(4, 18) ? XB_WARNING : XB_ERROR,
		  XB_CODE_OPTION_CONFLICT, word->at,
		  "%s has no shared interrupt, and its vuart needs one", subject->domain->name);
	xb_hint(subject->diags, release && release < XB_RELEASE(4, 18)
					? "nr_spis: 32 is enough; Xen goes on without the UART"
					: "nr_spis: 32 is enough; Xen panics, \"Could not set up domain\"");
}

static bool has_capability(const struct subject *subject, const char *name)
{
	return says(subject, "capabilities", name);
}

/* One domain alone is the hardware domain, and one serves xenstore; dom0 is both. */
static void judge_only(const struct subject *subject, const char *capability)
{
	const struct xb_boot *boot = subject->boot;
	const struct xb_domain *other = xb_boot_dom0(boot);

	if (!has_capability(subject, capability))
		return;
	for (const struct xb_domain *domain = boot->domains; !other && domain < subject->domain; domain++)
		if (xb_read_says(subject->context, domain, "capabilities", capability))
			other = domain;
	if (!other)
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word_of(subject, "capabilities")->at,
		 "%s is to be the %s domain, and %s is it already", subject->domain->name, capability,
		 other->name);
	xb_hint(subject->diags, "Xen panics: \"Only 1 %s domain can be specified!\"", capability);
}

/* Its devices reach memory by themselves, and find it only by an IOMMU or at the machine's addresses. */
static void judge_reach(const struct subject *subject)
{
	const struct xb_machine *machine = subject->context->machine;

	if (!machine || machine->smmu || says(subject, "direct-map", "true"))
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word_of(subject, "capabilities")->at,
		 "%s is the hardware domain, without direct-map, and the device tree has no IOMMU that Xen "
		 "drives", subject->domain->name);
	xb_hint(subject->diags, "direct-map: true and static-memory: auto; Xen panics: \"non-direct mapped "
				"hardware domain requires iommu\"");
}

static void judge_hardware(const struct subject *subject)
{
	static const char *const names[] = {"nr_spis", "iommu"};

	if (!has_capability(subject, "hardware"))
		return;
	judge_reach(subject);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		if (!word_of(subject, names[i]))
			continue;
		xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word_of(subject, names[i])->at,
			 "%s is the hardware domain, which takes no %s: Xen panics", subject->domain->name,
			 names[i]);
		xb_hint(subject->diags, "leave it out: it gets what the machine has");
	}
	if (!xb_domain_load(subject->boot, subject->domain, XB_MODULE_TREE))
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, subject->domain->at,
		 "%s is the hardware domain, which takes no partial device tree", subject->domain->name);
	xb_hint(subject->diags, "Xen panics: \"\\\"multiboot,device-tree\\\" incompatible with hardware domain\"");
}

/* The firmware's one agent is dom0's, or else one guest's (xen/arch/arm/firmware/scmi-smc.c). */
static void judge_firmware(const struct subject *subject)
{
	const struct xb_boot *boot = subject->boot;
	const struct xb_setting *word = word_of(subject, "sci_type");
	const struct xb_domain *other = boot->domains;

	if (!word || !says(subject, "sci_type", "scmi_smc"))
		return;
	while (other < subject->domain && !xb_read_says(subject->context, other, "sci_type", "scmi_smc"))
		other++;
	if (!xb_xen_says(boot, "scmi-smc-passthrough", "true"))
		xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word->at,
			 "%s asks for the firmware's interface, which is dom0's without "
			 "scmi-smc-passthrough on Xen's line", subject->domain->name);
	else if (other < subject->domain)
		xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word->at,
			 "%s asks for the firmware's interface, which %s has already",
			 subject->domain->name, other->name);
	else
		return;
	xb_hint(subject->diags, "Xen panics: \"Error creating domain %s\"", subject->domain->name);
}

/* An arm32 kernel, whichever way it is packed. */
static bool is_32_bit(const struct xb_load *kernel)
{
	enum { ARM = 2 };
	const struct xb_image *image = &kernel->image;

	return kernel->present && (image->inner == XB_IMAGE_ZIMAGE ||
				   (image->kind == XB_IMAGE_UIMAGE && image->architecture == ARM));
}

static void judge_sve(const struct subject *subject)
{
	const struct xb_setting *word = word_of(subject, "sve");
	const struct xb_load *kernel = xb_domain_load(subject->boot, subject->domain, XB_MODULE_KERNEL);

	if (!word || (word->value && !strtoull(word->value, NULL, 0)) || !kernel || !is_32_bit(kernel))
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, word->at,
		 "%s has sve, and a kernel of 32 bits: %s", subject->domain->name, kernel->path);
	xb_hint(subject->diags, "leave sve out; Xen panics: \"SVE is not available for 32-bit domain\"");
}

/* What is lent for xenstore is the first that is free (alloc_xenstore_evtchn), before static ones are made. */
enum { XENSTORE_PORT = 1 };

static void judge_channel(const struct subject *subject, const struct xb_step *step)
{
	const struct xb_edit *edit = &step->edit;
	const struct xb_tree_property ends = {.value = edit->value, .length = edit->length};

	if (xb_step_domain(subject->boot, step) != subject->domain || edit->kind != XB_EDIT_SET ||
	    strcmp(edit->name, "xen,evtchn") != 0 || edit->length < 4 ||
	    xb_tree_cell_at(&ends, 0) != XENSTORE_PORT)
		return;
	xb_error(subject->diags, XB_CODE_OPTION_CONFLICT, step->at,
		 "%s has xenstore, which takes port %d of it before its event channels are made",
		 subject->domain->name, XENSTORE_PORT);
	xb_hint(subject->diags, "take another port; Xen panics: \"evtchn_alloc_unbound() failure (Error -16)\"");
}

static void judge_channels(const struct subject *subject)
{
	for (size_t i = 0; has_xenstore(subject) && i < subject->boot->step_count; i++)
		judge_channel(subject, &subject->boot->steps[i]);
}

/* Up to 4.20 tools/helpers/init-dom0less.c puts the page at a fixed place in the guest, where one with the
 * machine's own addresses has no memory. */
static void judge_store_page(const struct subject *subject)
{
	unsigned release = xb_release_number(subject->boot->xen_version);

	if (!has_xenstore(subject) || !release || release >= XENSTORE_DOMAINS ||
	    !says(subject, "direct-map", "true"))
		return;
	xb_warning(subject->diags, XB_CODE_OPTION_CONFLICT, word_of(subject, "enhanced")->at,
		   "%s has direct-map, and init-dom0less of Xen %s sets up no xenstore for such a guest",
		   subject->domain->name, subject->boot->xen_version);
	xb_hint(subject->diags, "enhanced: no-xenstore does without; from 4.21 on Xen gives it the page");
}

static void judge_domain(const struct subject *subject)
{
	judge_colours(subject);
	judge_inherited(subject);
	judge_static_colours(subject);
	judge_spis(subject);
	judge_only(subject, "hardware");
	if (xb_boot_dom0(subject->boot) == NULL)
		judge_only(subject, "xenstore");
	judge_hardware(subject);
	judge_firmware(subject);
	judge_sve(subject);
	judge_channels(subject);
	judge_store_page(subject);
}

void xb_check_domain_conflict(const struct xb_context *context, struct xb_diags *diags)
{
	each_guest(context, judge_domain, diags);
}
