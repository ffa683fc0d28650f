/* SPDX-License-Identifier: MIT */
/* What domains need of Xen besides the properties that its catalog tells of: a release that knows it, and a
 * symbol that it is built with. What reads them: xen/arch/arm/static-memory.c, static-shmem.c,
 * xen/common/device-tree/static-evtchn.c, bootinfo-fdt.c, dom0less-build.c, sched/boot-cpupool.c. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* Where the description has it; line 0: nowhere. */
typedef struct xb_pos place_of_feature(const struct xb_boot *boot);

static struct xb_pos place_of_guests(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node)
			return boot->domains[i].at;
	return (struct xb_pos){0};
}

static struct xb_pos place_of_static(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].static_count)
			return boot->loads[boot->domains[i].static_first].at;
	return (struct xb_pos){0};
}

static struct xb_pos place_of_heap(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].heap)
			return boot->loads[i].at;
	return (struct xb_pos){0};
}

/* The first step that says that a node is COMPATIBLE. */
static struct xb_pos place_of_node(const struct xb_boot *boot, const char *compatible)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET &&
		    strcmp(edit->name, "compatible") == 0 && edit->form == XB_FORM_STRINGS &&
		    edit->length && strcmp(edit->value, compatible) == 0)
			return boot->steps[i].at;
	}
	return (struct xb_pos){0};
}

static struct xb_pos place_of_shared(const struct xb_boot *boot)
{
	return place_of_node(boot, "xen,domain-shared-memory-v1");
}

static struct xb_pos place_of_channels(const struct xb_boot *boot)
{
	return place_of_node(boot, "xen,evtchn-v1");
}

static struct xb_pos place_of_vcpus(const struct xb_boot *boot)
{
	return place_of_node(boot, "xen,vcpu");
}

static struct xb_pos place_of_pools(const struct xb_boot *boot)
{
	return place_of_node(boot, "xen,cpupool");
}

static struct xb_pos place_of_policy(const struct xb_boot *boot)
{
	return place_of_node(boot, "xen,xsm-policy");
}

static const struct feature {
	const char *name; /* to begin a sentence with */
	place_of_feature *place;
	unsigned since;      /* 0: all that have guests */
	const char *kconfig; /* NULL: none */
	unsigned symbol_since; /* before it was always built in; 0: never so */
	const char *unbuilt; /* what a Xen without it does, where it does not pass over it */
} features[] = {
	{"guests of its own", place_of_guests, XB_RELEASE(4, 12), "DOM0LESS_BOOT",
	 XB_RELEASE(4, 19), NULL},
	{"static memory", place_of_static, XB_RELEASE(4, 16), "STATIC_MEMORY", 0,
	 "Xen panics, or dies before its console is up"},
	{"a static heap", place_of_heap, XB_RELEASE(4, 17), NULL, 0, NULL},
	{"shared memory", place_of_shared, XB_RELEASE(4, 17), "STATIC_SHM", 0,
	 "Xen panics, or dies before its console is up"},
	{"event channels", place_of_channels, XB_RELEASE(4, 17), "STATIC_EVTCHN",
	 XB_RELEASE(4, 19), NULL},
	{"CPU pools", place_of_pools, XB_RELEASE(4, 17), "BOOT_TIME_CPUPOOLS", 0, NULL},
	{"CPUs of single vCPUs", place_of_vcpus, XB_RELEASE(4, 21), NULL, 0, NULL},
	{"an XSM policy", place_of_policy, 0, "XSM_FLASK", 0, NULL},
};

static void judge_version(const struct xb_boot *boot, const struct feature *feature,
			  struct xb_diags *diags)
{
	struct xb_pos at = feature->place(boot);
	unsigned release = xb_release_number(boot->xen_version);

	if (!at.line || !release || release >= feature->since)
		return;
	xb_warning(diags, XB_CODE_OPTION_VERSION, at, "%s came with Xen %u.%u; %s %s", feature->name,
		   feature->since / 1000, feature->since % 1000,
		   boot->xen_version_found ? "this Xen is" : "this profile is for", boot->xen_version);
	xb_hint(diags, "Xen %s passes over it without a word", boot->xen_version);
}

static void judge_kconfig(const struct xb_boot *boot, const struct feature *feature,
			  struct xb_diags *diags)
{
	struct xb_pos at = feature->place(boot);
	unsigned release = xb_release_number(boot->xen_version);
	char *missing = NULL;

	if (at.line && feature->kconfig && (!feature->symbol_since || release >= feature->symbol_since) &&
	    !xb_kconfig_judge(boot->kconfig, feature->kconfig, &missing))
		xb_report(diags, feature->unbuilt ? XB_ERROR : XB_WARNING, XB_CODE_OPTION_KCONFIG, at,
			  "for %s Xen needs CONFIG_%s, which %s has not: %s", feature->name,
			  feature->kconfig, boot->kconfig_path,
			  feature->unbuilt ? feature->unbuilt : "Xen passes over it without a word");
	free(missing);
}

void xb_check_feature_version(const struct xb_context *context, struct xb_diags *diags)
{
	for (size_t i = 0; i < XB_COUNT(features); i++)
		judge_version(context->boot, &features[i], diags);
}

void xb_check_feature_kconfig(const struct xb_context *context, struct xb_diags *diags)
{
	for (size_t i = 0; i < XB_COUNT(features); i++)
		judge_kconfig(context->boot, &features[i], diags);
}
