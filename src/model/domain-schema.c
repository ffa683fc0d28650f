/* SPDX-License-Identifier: MIT */
/* The keys of domains, as tables. What Xen reads of a guest's node besides is a row of
 * share/options/domain.yaml. */
#include "model/domain.h"

#define ENTRY(member) offsetof(struct xb_entry, member)

static const struct xb_field entry_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = ENTRY(file),
	 .form = XB_TEXT_SOME, .required = true, .key = XB_KEY_FILE,
	 .about = "The file; relative to `files`"},
	{"load-as", XB_SHAPE_TEXT, .offset = ENTRY(load_as), .form = XB_TEXT_LINE,
	 .about = "Its name on the server or partition, where that differs"},
	{"address", XB_SHAPE_ADDRESS, .offset = ENTRY(address),
	 .about = "Where it is loaded; auto: planned"},
	{"size", XB_SHAPE_NUMBER, .offset = ENTRY(size),
	 .about = "Bytes to plan with while the file is not there"},
};
const struct xb_schema xb_entry_schema = {
	.what = "file to load",
	.fields = entry_fields,
	.count = XB_COUNT(entry_fields),
	.size = sizeof(struct xb_entry),
	.at_offset = ENTRY(at),
	.plain_field = "file",
};

#define DOMAIN(member) offsetof(struct xb_domain_config, member)

static const struct xb_field domain_fields[] = {
	{"kernel", XB_SHAPE_MAP, .offset = DOMAIN(kernel), .required = true, .sub = &xb_entry_schema,
	 .about = "The kernel: an arm64 Image, plain or in gzip"},
	{"ramdisk", XB_SHAPE_MAP, .offset = DOMAIN(ramdisk), .sub = &xb_entry_schema,
	 .about = "The ramdisk"},
	{"options", XB_SHAPE_SETTINGS, .offset = DOMAIN(options), .scope = XB_SCOPE_LINUX,
	 .about = "The Linux command line, in this order"},
	{"extra", XB_SHAPE_TEXT, .offset = DOMAIN(extra), .form = XB_TEXT_WORDS,
	 .about = "Appended to the command line as it is"},
};
const struct xb_schema xb_domain_schema = {
	.what = "domain",
	.fields = domain_fields,
	.count = XB_COUNT(domain_fields),
	.size = sizeof(struct xb_domain_config),
	.at_offset = XB_NO_POS,
};

/* ---- Guests ---------------------------------------------------------------------------------- */

#define VCPU(member) offsetof(struct xb_vcpu_config, member)

static const struct xb_field vcpu_fields[] = {
	{"id", XB_SHAPE_NUMBER, .offset = VCPU(id), .required = true,
	 .about = "The vCPU, from 0"},
	{"hard-affinity", XB_SHAPE_TEXT, .offset = VCPU(hard_affinity), .required = true,
	 .about = "The CPUs that it may run on: \"0-3,5\""},
};
static const struct xb_schema vcpu_schema = {
	.what = "vCPU",
	.fields = vcpu_fields,
	.count = XB_COUNT(vcpu_fields),
	.size = sizeof(struct xb_vcpu_config),
	.at_offset = VCPU(at),
};

/* The first is what is meant where the key is not there. */
static const char *const starts[] = {"boot", "dom0", NULL};

#define GUEST(member) offsetof(struct xb_guest, member)

static const struct xb_field guest_fields[] = {
	{"device-tree", XB_SHAPE_MAP, .offset = GUEST(tree), .sub = &xb_entry_schema,
	 .about = "A partial device tree: the devices that it is given"},
	{"memory", XB_SHAPE_NUMBER, .offset = GUEST(memory), .required = true,
	 .about = "Its RAM: 256M"},
	{"cpus", XB_SHAPE_NUMBER, .offset = GUEST(cpus),
	 .about = "How many vCPUs it has; 1 where nothing is said"},
	{"start", XB_SHAPE_TEXT, .offset = GUEST(start), .words = XB_WORDS(starts),
	 .about = "boot: Xen builds it; dom0: it is started from there, and Xen is not told of it"},
	{"vcpus", XB_SHAPE_MAPS, .offset = GUEST(vcpus), .count_offset = GUEST(vcpu_count),
	 .sub = &vcpu_schema,
	 .about = "Which CPUs single vCPUs run on; from Xen 4.21 on"},
};
static const struct xb_field guest_rest = {
	.name = "property", .shape = XB_SHAPE_SETTINGS, .offset = GUEST(properties),
	.scope = XB_SCOPE_DOMAIN, .about = "A property of the domain's node: see `xenboot options`",
};
const struct xb_schema xb_guest_schema = {
	.what = "domain",
	.fields = guest_fields,
	.count = XB_COUNT(guest_fields),
	.base = &xb_domain_schema,
	.base_offset = GUEST(config),
	.size = sizeof(struct xb_guest),
	.at_offset = GUEST(at),
	.name_offset = GUEST(name),
	.rest = &guest_rest,
};

bool xb_guest_is_later(const struct xb_guest *guest)
{
	static const struct xb_words words = XB_WORDS(starts);

	return guest->start.text && xb_words_find(&words, guest->start.text) == 1;
}

uint64_t xb_guest_cpus(const struct xb_guest *guest)
{
	return guest->cpus.given ? guest->cpus.value : 1;
}
