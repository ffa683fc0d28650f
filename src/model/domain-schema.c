/* SPDX-License-Identifier: MIT */
/* The keys of domains, as tables. What Xen reads of a guest's node besides is a row of
 * share/options/domain.yaml. */
#include "model/domain.h"

#include <stdlib.h>
#include <string.h>

#define ENTRY(member) offsetof(struct xb_entry, member)
#define WAY(member) offsetof(struct xb_load_way, member)

static const struct xb_field way_fields[] = {
	{"method", XB_SHAPE_TEXT, .offset = WAY(method_text), .words = XB_WORDS(xb_load_methods),
	 .about = "How U-Boot reads this file; memory: it is there already",
	 .standing = "as in `load`"},
	{"device", XB_SHAPE_TEXT, .offset = WAY(device),
	 .about = "Block methods: DEVICE:PARTITION, as in 0:1"},
	{"command", XB_SHAPE_TEXT, .offset = WAY(command), .form = XB_TEXT_LINE,
	 .about = "Method command: the words before ADDRESS FILE"},
	{"prefix", XB_SHAPE_TEXT, .offset = WAY(prefix), .form = XB_TEXT_LINE_OR_NONE,
	 .about = "Put before its name there"},
};
static const struct xb_schema way_schema = {
	.what = "way to load",
	.fields = way_fields,
	.count = XB_COUNT(way_fields),
	.size = sizeof(struct xb_load_way),
	.at_offset = WAY(at),
	.plain_field = "method",
};

/* What is said of a file besides its name. */
#define REST_OF_ENTRY                                                                              \
	{"load-as", XB_SHAPE_TEXT, .offset = ENTRY(load_as), .form = XB_TEXT_LINE,                 \
	 .about = "Its name on the server or partition, where that differs",                       \
	 .standing = "as in `file`"},                                                              \
	{"address", XB_SHAPE_ADDRESS, .offset = ENTRY(address),                                    \
	 .about = "Where it is loaded; auto: planned",                                             \
	 .standing = "auto"},                                                                      \
	{"size", XB_SHAPE_NUMBER, .offset = ENTRY(size),                                           \
	 .about = "Bytes to plan with while the file is not there",                                \
	 .standing = "of the file", .unit = "bytes"},                                              \
	{"room", XB_SHAPE_NUMBER, .offset = ENTRY(room),                                           \
	 .about = "Bytes that are kept free for it, for a file that grows",                        \
	 .standing = "what it takes", .unit = "bytes"},                                            \
	{"load", XB_SHAPE_MAP, .offset = ENTRY(load), .sub = &way_schema,                          \
	 .about = "Where this one file comes from",                                                \
	 .standing = "as in `load`"}

static const struct xb_field entry_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = ENTRY(file),
	 .form = XB_TEXT_SOME, .required = true, .key = XB_KEY_FILE,
	 .about = "The file; relative to `files`"},
	REST_OF_ENTRY,
};
const struct xb_schema xb_entry_schema = {
	.what = "file to load",
	.fields = entry_fields,
	.count = XB_COUNT(entry_fields),
	.size = sizeof(struct xb_entry),
	.at_offset = ENTRY(at),
	.plain_field = "file",
};

static const struct xb_field tree_entry_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = ENTRY(file), .form = XB_TEXT_SOME, .key = XB_KEY_FILE,
	 .about = "The file; relative to `files`; with `from`: a sample to plan and check with"},
	REST_OF_ENTRY,
};
const struct xb_schema xb_tree_entry_schema = {
	.what = "device tree",
	.fields = tree_entry_fields,
	.count = XB_COUNT(tree_entry_fields),
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

/* ---- Memory -------------------------------------------------------------------------------- */

#define RANGE(member) offsetof(struct xb_memory_range, member)

static const struct xb_field memory_range_fields[] = {
	{"start", XB_SHAPE_ADDRESS, .offset = RANGE(start),
	 .about = "The first address; auto: planned"},
	{"size", XB_SHAPE_NUMBER, .offset = RANGE(size),
	 .about = "Bytes; of one of a domain's ranges it can be left out: the rest of its memory",
	 .unit = "bytes"},
};
const struct xb_schema xb_memory_range_schema = {
	.what = "memory range",
	.fields = memory_range_fields,
	.count = XB_COUNT(memory_range_fields),
	.size = sizeof(struct xb_memory_range),
	.at_offset = RANGE(at),
	.plain_field = "start",
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

static const struct xb_field partial_tree_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = ENTRY(file), .form = XB_TEXT_SOME, .key = XB_KEY_FILE,
	 .about = "The file, relative to `files`; where there is passthrough, what that is added to"},
	REST_OF_ENTRY,
};
static const struct xb_schema partial_tree_schema = {
	.what = "partial device tree",
	.fields = partial_tree_fields,
	.count = XB_COUNT(partial_tree_fields),
	.size = sizeof(struct xb_entry),
	.at_offset = ENTRY(at),
	.plain_field = "file",
};

/* The first is what is meant where the key is not there. */
static const char *const starts[] = {"boot", "dom0", NULL};

#define GUEST(member) offsetof(struct xb_guest, member)

static const struct xb_field guest_fields[] = {
	{"device-tree", XB_SHAPE_MAP, .offset = GUEST(tree), .sub = &partial_tree_schema,
	 .about = "A partial device tree: the devices that it is given"},
	{"passthrough", XB_SHAPE_TEXTS, .offset = GUEST(passthrough), .form = XB_TEXT_LINE,
	 .most = XB_PASSED_MAX,
	 .about = "Devices of the host that it is given, by path or alias; a partial tree is made"},
	{"memory", XB_SHAPE_NUMBER, .offset = GUEST(memory), .required = true,
	 .about = "How much RAM it has",
	 .unit = "bytes"},
	{"cpus", XB_SHAPE_NUMBER, .offset = GUEST(cpus),
	 .about = "How many vCPUs it has",
	 .standing = "1"},
	{"start", XB_SHAPE_TEXT, .offset = GUEST(start), .words = XB_WORDS(starts),
	 .about = "boot: Xen builds it; dom0: it is started from there, and Xen is not told of it",
	 .standing = "boot"},
	{"vcpus", XB_SHAPE_MAPS, .offset = GUEST(vcpus), .count_offset = GUEST(vcpu_count),
	 .most = XB_VCPUS_MAX, .sub = &vcpu_schema,
	 .about = "Which CPUs single vCPUs run on; from Xen 4.21 on"},
	{"static-memory", XB_SHAPE_MAPS, .offset = GUEST(static_memory),
	 .count_offset = GUEST(static_count), .most = XB_RANGES_MAX,
	 .sub = &xb_memory_range_schema,
	 .about = "Where its RAM is in the machine: auto, or ranges",
	 .standing = "anywhere"},
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

/* ---- What guests share ----------------------------------------------------------------------- */

#define POOL(member) offsetof(struct xb_cpupool, member)

static const struct xb_field cpupool_fields[] = {
	{"cpus", XB_SHAPE_TEXTS, .offset = POOL(cpus), .most = XB_POOL_CPUS_MAX, .required = true,
	 .about = "Its CPUs by their numbers in the device tree, from 0 on: [2, 3]"},
	{"sched", XB_SHAPE_TEXT, .offset = POOL(sched),
	 .about = "Its scheduler: null, credit2, credit, rtds, arinc653"},
};
const struct xb_schema xb_cpupool_schema = {
	.what = "CPU pool",
	.fields = cpupool_fields,
	.count = XB_COUNT(cpupool_fields),
	.size = sizeof(struct xb_cpupool),
	.at_offset = POOL(at),
	.name_offset = POOL(name),
};

#define SHARER(member) offsetof(struct xb_sharer, member)

/* A borrower's name is its key, so that its table begins at the second row. */
static const struct xb_field sharer_fields[] = {
	{"domain", XB_SHAPE_TEXT, .offset = SHARER(domain), .required = true,
	 .about = "dom0, or a domain by name"},
	{"address", XB_SHAPE_ADDRESS, .offset = SHARER(address),
	 .about = "Where the domain sees it; auto: found"},
};
static const struct xb_schema owner_schema = {
	.what = "owner",
	.fields = sharer_fields,
	.count = XB_COUNT(sharer_fields),
	.size = sizeof(struct xb_sharer),
	.at_offset = SHARER(at),
	.plain_field = "domain",
};
static const struct xb_schema borrower_schema = {
	.what = "borrower",
	.fields = sharer_fields + 1,
	.count = XB_COUNT(sharer_fields) - 1,
	.size = sizeof(struct xb_sharer),
	.at_offset = SHARER(at),
	.name_offset = SHARER(domain),
	.plain_field = "address",
};

#define SHARED(member) offsetof(struct xb_shared_memory, member)

static const struct xb_field shared_memory_fields[] = {
	{"size", XB_SHAPE_NUMBER, .offset = SHARED(size), .required = true,
	 .about = "Bytes, whole pages of 4 KiB",
	 .unit = "bytes"},
	{"host", XB_SHAPE_ADDRESS, .offset = SHARED(host),
	 .about = "Where it is in the machine; auto: planned"},
	{"owner", XB_SHAPE_MAP, .offset = SHARED(owner), .sub = &owner_schema,
	 .about = "The domain whose memory it is; not given: Xen's"},
	{"borrowers", XB_SHAPE_NAMED, .offset = SHARED(borrowers),
	 .count_offset = SHARED(borrower_count), .most = XB_GUESTS_MAX,
	 .sub = &borrower_schema,
	 .about = "The domains that see it too, each with an address or auto"},
};
const struct xb_schema xb_shared_memory_schema = {
	.what = "piece of shared memory",
	.fields = shared_memory_fields,
	.count = XB_COUNT(shared_memory_fields),
	.size = sizeof(struct xb_shared_memory),
	.at_offset = SHARED(at),
	.name_offset = SHARED(name),
};

#define CHANNEL(member) offsetof(struct xb_event_channel, member)

static struct json_t *port_json(void)
{
	struct json_t *schema = xb_json_object();

	xb_json_set(schema, "type", xb_json_text("integer"));
	xb_json_set(schema, "minimum", xb_json_size(1));
	return schema;
}

static const struct xb_field ends_row = {
	.name = "end", .shape = XB_SHAPE_SETTINGS, .offset = CHANNEL(ends), .scope = XB_SCOPE_DOMAIN,
	.about = "The domain's port", .json = port_json,
};
const struct xb_schema xb_event_channel_schema = {
	.what = "event channel",
	.size = sizeof(struct xb_event_channel),
	.at_offset = CHANNEL(at),
	.rest = &ends_row,
};

/* ---- Of guests ------------------------------------------------------------------------------- */

bool xb_guest_is_later(const struct xb_guest *guest)
{
	static const struct xb_words words = XB_WORDS(starts);

	return guest->start.text && xb_words_find(&words, guest->start.text) == 1;
}

uint64_t xb_guest_cpus(const struct xb_guest *guest)
{
	return guest->cpus.given ? guest->cpus.value : 1;
}

uint64_t xb_guest_range_size(const struct xb_guest *guest, size_t index)
{
	uint64_t rest = guest->memory.value;

	if (guest->static_memory[index].size.given)
		return guest->static_memory[index].size.value;
	for (size_t i = 0; i < guest->static_count; i++) {
		uint64_t size = guest->static_memory[i].size.value;

		rest -= size < rest ? size : rest;
	}
	return rest;
}

bool xb_guest_has(const struct xb_guest *guest, const char *name)
{
	bool on = false;

	for (size_t i = 0; i < guest->properties.count; i++) {
		const struct xb_setting *word = &guest->properties.items[i];

		if (strcmp(word->name, name) != 0)
			continue;
		on = true;
		if (word->value)
			xb_xen_bool_parse(word->value, &on);
	}
	return on;
}

const char *xb_guest_nearest_key(const struct xb_catalog *catalog, const char *name)
{
	const char **keys = xb_schema_names(&xb_guest_schema), *near;
	size_t count = xb_schema_count(&xb_guest_schema);

	keys = xb_realloc(keys, count + catalog->count + 1, sizeof(*keys));
	for (size_t i = 0; i < catalog->count; i++)
		if (catalog->options[i].scope == XB_SCOPE_DOMAIN)
			keys[count++] = catalog->options[i].name.text;
	keys[count] = NULL;
	near = xb_nearest(name, keys);
	free(keys);
	return near;
}

/* ---- By name --------------------------------------------------------------------------------- */

const struct xb_guest *xb_profile_guest(const struct xb_profile *profile, const char *name)
{
	for (size_t i = 0; i < profile->guest_count; i++)
		if (strcmp(profile->guests[i].name.text, name) == 0)
			return &profile->guests[i];
	return NULL;
}

const struct xb_cpupool *xb_profile_cpupool(const struct xb_profile *profile, const char *name)
{
	for (size_t i = 0; i < profile->cpupool_count; i++)
		if (strcmp(profile->cpupools[i].name.text, name) == 0)
			return &profile->cpupools[i];
	return NULL;
}

const struct xb_shared_memory *xb_profile_shared_memory(const struct xb_profile *profile,
							const char *name)
{
	for (size_t i = 0; i < profile->shared_memory_count; i++)
		if (strcmp(profile->shared_memory[i].name.text, name) == 0)
			return &profile->shared_memory[i];
	return NULL;
}
