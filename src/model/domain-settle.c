/* SPDX-License-Identifier: MIT */
/* What the keys of domains mean together: rules that a table of keys cannot say. */
#include <stdlib.h>
#include <string.h>

#include "model/domain.h"
#include "model/profile.h"

/* Names that nodes of /chosen have otherwise. */
static const char *const taken[] = {"dom0", "dom0-ramdisk", "xsm-policy", NULL};
static const char *const taken_beginnings[] = {"cpupool-", "shared-memory-", "event-channel-", NULL};

bool xb_guest_name_is_taken(const char *name)
{
	bool found = false;

	for (size_t i = 0; taken[i]; i++)
		found |= strcmp(name, taken[i]) == 0;
	for (size_t i = 0; taken_beginnings[i]; i++)
		found |= strncmp(name, taken_beginnings[i], strlen(taken_beginnings[i])) == 0;
	return found;
}

/* Its command line is found by the node's name, of which Xen keeps 40 characters (DT_MAX_NAME,
 * xen/include/xen/bootfdt.h). */
enum { MOST_NAME = 40 };

static void check_name(const struct xb_text *name, struct xb_diags *diags)
{
	if (name->text && strlen(name->text) > MOST_NAME) {
		xb_error(diags, XB_CODE_BAD_VALUE, name->at,
			 "the domain's name %s has %zu characters; Xen keeps %d", name->text,
			 strlen(name->text), MOST_NAME);
		xb_hint(diags, "the domain would be started without its command line");
	}
	if (name->text && xb_guest_name_is_taken(name->text)) {
		xb_error(diags, XB_CODE_BAD_VALUE, name->at,
			 "a domain cannot be called %s: a node of /chosen is called so already",
			 name->text);
		xb_hint(diags, strcmp(name->text, "dom0") == 0
				       ? "what dom0 is started with stands in the section dom0"
				       : "choose another name");
	}
}

/* RAM is given out in pages of 4 KiB, and a sum that is no multiple of them never ends
 * (xen/arch/arm/domain_build.c allocate_memory; 4.14 to 4.22 hang behind LOADING DOMU). */
#define PAGE 4096u

static void check_memory(const struct xb_guest *guest, struct xb_diags *diags)
{
	const struct xb_number *memory = &guest->memory;
	uint64_t down = memory->value / PAGE * PAGE;

	if (!memory->given || (memory->value && memory->value % PAGE == 0))
		return;
	if (!memory->value) {
		xb_error(diags, XB_CODE_BAD_VALUE, memory->at, "%s has no memory", guest->name.text);
		return;
	}
	xb_error(diags, XB_CODE_BAD_VALUE, memory->at,
		 "%s: 0x%llX bytes of memory are no whole pages of 4 KiB, and Xen would hang without "
		 "a word", guest->name.text, (unsigned long long)memory->value);
	if (down)
		xb_hint(diags, "write 0x%llX or 0x%llX; K, M and G count in 1024", (unsigned long long)down,
			(unsigned long long)down + PAGE);
	else
		xb_hint(diags, "did you mean %lluM? without K, M or G it is a number of bytes",
			(unsigned long long)memory->value);
}

static bool has_dom0(const struct xb_profile *profile)
{
	return profile->dom0.kernel.file.text != NULL;
}

static void check_start(const struct xb_profile *profile, const struct xb_guest *guest,
			struct xb_diags *diags)
{
	if (xb_guest_is_later(guest) && guest->static_count) {
		xb_warning(diags, XB_CODE_OPTION_CONFLICT, guest->static_memory[0].at,
			   "%s is started from dom0, and xl takes whatever memory is free, not static memory",
			   guest->name.text);
		xb_hint(diags, "leave static-memory out, or have Xen build the domain, with start: boot");
	}
	if (!xb_guest_is_later(guest) || has_dom0(profile))
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, guest->start.at,
		 "%s is to be started from dom0, and there is no dom0", guest->name.text);
	xb_hint(diags, "start: boot has Xen build it");
}

/* Xen reads such a list as far as it can: "x" is CPU 0, and 3-1 is none, at which it panics (domain_vcpu_affinity,
 * xen/common/device-tree/dom0less-build.c). */
static void check_affinity(const struct xb_text *list, struct xb_diags *diags)
{
	const char *fault = list->text ? xb_number_list_fault(list->text) : NULL;

	if (!fault)
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, list->at, "hard-affinity '%s' %s", list->text, fault);
	xb_hint(diags, "CPUs and ranges of them with commas between: \"0-3,5\"");
}

static void check_vcpu_once(const struct xb_guest *guest, size_t index, struct xb_diags *diags)
{
	const struct xb_number *id = &guest->vcpus[index].id;

	for (size_t i = 0; i < index && id->given; i++)
		if (guest->vcpus[i].id.given && guest->vcpus[i].id.value == id->value) {
			xb_error(diags, XB_CODE_BAD_VALUE, id->at,
				 "%s: vCPU %llu has its CPUs already, from line %u",
				 guest->name.text, (unsigned long long)id->value,
				 guest->vcpus[i].id.at.line);
			return;
		}
}

static void check_vcpus(const struct xb_guest *guest, struct xb_diags *diags)
{
	for (size_t i = 0; i < guest->vcpu_count; i++) {
		const struct xb_number *id = &guest->vcpus[i].id;

		check_affinity(&guest->vcpus[i].hard_affinity, diags);
		check_vcpu_once(guest, i, diags);
		if (!id->given || id->value < xb_guest_cpus(guest))
			continue;
		xb_error(diags, XB_CODE_BAD_VALUE, id->at, "%s has no vCPU %llu: its vCPUs are 0 to %llu",
			 guest->name.text, (unsigned long long)id->value,
			 (unsigned long long)xb_guest_cpus(guest) - 1);
		xb_hint(diags, "Xen panics: \"Invalid vcpu_id %llu for domain %s\"",
			(unsigned long long)id->value, guest->name.text);
	}
}

/* ---- Static memory ----------------------------------------------------------------------------- */

static void check_whole_pages(const char *what, const struct xb_number *number, struct xb_diags *diags)
{
	if (!number->given || number->value % PAGE == 0)
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, number->at, "%s 0x%llX is not on a border of 4 KiB", what,
		 (unsigned long long)number->value);
	xb_hint(diags, "0x%llX and 0x%llX are", (unsigned long long)(number->value / PAGE * PAGE),
		(unsigned long long)xb_align_up(number->value, PAGE));
}

void xb_memory_range_check(const char *whose, const struct xb_memory_range *range,
			   struct xb_diags *diags)
{
	char *start = xb_format("%s: start", whose), *size = xb_format("%s: size", whose);

	check_whole_pages(start, &range->start, diags);
	check_whole_pages(size, &range->size, diags);
	if (range->size.given && !range->size.value)
		xb_error(diags, XB_CODE_BAD_VALUE, range->size.at, "%s: a range has no bytes", whose);
	free(start);
	free(size);
}

/* The sum of the ranges is the memory (xen/arch/arm/static-memory.c allocate_static_memory). One range may
 * be the rest. */
static void check_static_sum(const struct xb_guest *guest, struct xb_diags *diags)
{
	uint64_t sum = 0;
	size_t open = 0;

	for (size_t i = 0; i < guest->static_count; i++) {
		uint64_t size = guest->static_memory[i].size.value;

		sum = size > UINT64_MAX - sum ? UINT64_MAX : sum + size;
		open += !guest->static_memory[i].size.given;
	}
	if (open > 1)
		xb_error(diags, XB_CODE_BAD_VALUE, guest->static_memory[0].at,
			 "%s: %zu of its ranges of static memory have no size, and one alone can be the rest",
			 guest->name.text, open);
	else if (open ? sum >= guest->memory.value : sum != guest->memory.value)
		xb_error(diags, XB_CODE_BAD_VALUE, guest->static_memory[0].at,
			 "%s: its ranges of static memory have 0x%llX bytes, its memory is 0x%llX",
			 guest->name.text, (unsigned long long)sum,
			 (unsigned long long)guest->memory.value);
	else
		return;
	if (open <= 1)
		xb_hint(diags, "Xen panics: \"Failed to allocate requested static memory\"");
}

static void check_static(const struct xb_guest *guest, struct xb_diags *diags)
{
	for (size_t i = 0; i < guest->static_count; i++)
		xb_memory_range_check(guest->name.text, &guest->static_memory[i], diags);
	if (guest->static_count && guest->memory.given)
		check_static_sum(guest, diags);
	if (guest->static_count || !xb_guest_has(guest, "direct-map"))
		return;
	xb_error(diags, XB_CODE_MISSING_KEY, guest->name.at,
		 "%s: direct-map needs static memory, for there the addresses are known",
		 guest->name.text);
	xb_hint(diags, "static-memory: auto finds a place; Xen panics without: \"direct-map is not valid for "
		       "domain %s without static allocation.\"", guest->name.text);
}

static void check_files(const struct xb_guest *guest, struct xb_diags *diags)
{
	const struct xb_entry *entries[] = {&guest->config.kernel, &guest->config.ramdisk,
					    &guest->tree};

	for (size_t i = 0; i < XB_COUNT(entries); i++)
		if (entries[i]->file.text && !entries[i]->file.text[0])
			xb_error(diags, XB_CODE_BAD_VALUE, entries[i]->file.at,
				 "file has an empty name");
}

/* Of a tree that is made it may say where that goes alone. */
static void check_tree(const struct xb_guest *guest, struct xb_diags *diags)
{
	if (!guest->tree.at.line || guest->tree.file.text || guest->passthrough.count)
		return;
	xb_error(diags, XB_CODE_MISSING_KEY, guest->tree.at,
		 "%s: device-tree names no file, and no device is passed through", guest->name.text);
	xb_hint(diags, "file: names a partial device tree; passthrough: has one made");
}

/* `domains: {}` beside no dom0: that it is there is not enough. */
static void check_any(const struct xb_profile *profile, struct xb_diags *diags)
{
	const struct xb_node *root = profile->store->root, *domains = xb_node_get(root, "domains");

	if (domains && !profile->guest_count && !xb_node_get(root, "dom0"))
		xb_error(diags, XB_CODE_MISSING_KEY, domains->at,
			 "there is neither a dom0 nor a domain to start");
}

void xb_guests_settle(const struct xb_profile *profile, struct xb_diags *diags)
{
	check_any(profile, diags);
	for (size_t i = 0; i < profile->guest_count; i++) {
		const struct xb_guest *guest = &profile->guests[i];

		check_name(&guest->name, diags);
		check_memory(guest, diags);
		check_start(profile, guest, diags);
		check_vcpus(guest, diags);
		check_static(guest, diags);
		check_files(guest, diags);
		check_tree(guest, diags);
	}
}
