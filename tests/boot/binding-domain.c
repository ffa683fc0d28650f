/* SPDX-License-Identifier: MIT */
/* A domain's node, and what is below it. */
#include "binding.h"

#include <string.h>

#define PAGE 0x1000u

/* ---- Properties ---------------------------------------------------------------------------------- */

static bool is_flag(const char *value, int length)
{
	(void)value;
	return length == 0;
}

static bool is_cell(const char *value, int length)
{
	(void)value;
	return length == 4;
}

static bool is_among(const char *value, int length, const char *const *words)
{
	for (; *words; words++)
		if ((size_t)length == strlen(*words) + 1 && strcmp(value, *words) == 0)
			return true;
	return false;
}

static bool is_enhanced(const char *value, int length)
{
	return length == 0 || is_among(value, length, (const char *const[]){"enabled", "disabled", "legacy",
									      "no-xenstore", NULL});
}

static bool is_switch(const char *value, int length)
{
	return is_among(value, length, (const char *const[]){"enabled", "disabled", NULL});
}

static bool is_sci(const char *value, int length)
{
	return is_among(value, length, (const char *const[]){"none", "scmi_smc", NULL});
}

static bool is_msa(const char *value, int length)
{
	return is_among(value, length, (const char *const[]){"mpu", "mmu", NULL});
}

static bool is_bits(const char *value, int length)
{
	return length == 4 && fdt32_to_cpu(*(const fdt32_t *)value) < 8;
}

static bool is_sve(const char *value, int length)
{
	uint32_t bits = length == 4 ? fdt32_to_cpu(*(const fdt32_t *)value) : 0;

	return length == 0 || (length == 4 && bits % 128 == 0 && bits <= 2048);
}

static bool is_bool(const char *value, int length)
{
	return length == 4 && fdt32_to_cpu(*(const fdt32_t *)value) < 2;
}

/* "0,2-4" */
static bool is_numbers(const char *value, int length)
{
	return length > 1 && value[length - 1] == '\0' &&
	       strspn(value, "0123456789,-") == (size_t)length - 1 && strchr(",-", value[0]) == NULL;
}

static bool is_any(const char *value, int length)
{
	(void)value;
	(void)length;
	return true;
}

static const struct property {
	const char *name;
	bool (*is_good)(const char *value, int length);
} properties[] = {
	{"compatible", is_any},
	{"#address-cells", is_cell},
	{"#size-cells", is_cell},
	{"memory", is_any},         /* looked at below, as are: */
	{"cpus", is_cell},
	{"xen,static-mem", is_any},
	{"domain-cpupool", is_cell},
	{"vpl011", is_flag},
	{"direct-map", is_flag},
	{"nr_spis", is_cell},
	{"passthrough", is_switch},
	{"xen,sci_type", is_sci},
	{"trap-unmapped-accesses", is_bool},
	{"xen,domain-p2m-mem-mb", is_cell},
	{"llc-colors", is_numbers},
	{"sve", is_sve},
	{"v8r_el1_msa", is_msa},
	{"xen,enhanced", is_enhanced},
	{"capabilities", is_bits},
	{"max_grant_version", is_cell},
	{"max_grant_frames", is_cell},
	{"max_maptrack_frames", is_cell},
};

static void check_property(const void *fdt, int node, const char *name, const char *value, int length)
{
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (strcmp(properties[i].name, name) == 0) {
			if (!properties[i].is_good(value, length))
				fault(fdt, node, "%s is not what it can be", name);
			return;
		}
	fault(fdt, node, "Xen knows no %s", name);
}

static void check_properties(const void *fdt, int node)
{
	int property, length;
	uint64_t number;

	fdt_for_each_property_offset(property, fdt, node) {
		const char *name, *value = fdt_getprop_by_offset(fdt, property, &name, &length);

		check_property(fdt, node, name, value, length);
	}
	if (one_number(fdt, node, "#address-cells", 1, &number) && (number < 1 || number > 2))
		fault(fdt, node, "an address has %d cells", (int)number);
	if (one_number(fdt, node, "#size-cells", 1, &number) && (number < 1 || number > 2))
		fault(fdt, node, "a size has %d cells", (int)number);
	if (one_number(fdt, node, "cpus", 1, &number) && (number == 0 || number > 128))
		fault(fdt, node, "there are no %d CPUs", (int)number);
	if (strlen(fdt_get_name(fdt, node, NULL)) > 40)
		fault(fdt, node, "its name has more than 40 characters");
}

/* ---- Memory -------------------------------------------------------------------------------------- */

static uint64_t take_static(const void *fdt, int node)
{
	struct widths widths = widths_of(fdt, fdt_parent_offset(fdt, node));
	int count, one = widths.address + widths.size;
	const fdt32_t *memory = cells_of(fdt, node, "xen,static-mem", &count);
	uint64_t sum = 0;

	if (!memory || count == 0 || count % one) {
		fault(fdt, node, "xen,static-mem is not addresses and sizes");
		return 0;
	}
	for (int i = 0; i < count; i += one) {
		struct span span = {number_at(memory + i, widths.address),
				    number_at(memory + i + widths.address, widths.size)};

		if (span.start % PAGE || span.size % PAGE)
			fault(fdt, node, "xen,static-mem is no whole pages");
		take(fdt, node, TAKES_STATIC, span);
		sum += span.size;
	}
	return sum;
}

static void check_own_memory(const void *fdt, int node)
{
	uint64_t memory = 0;

	if (one_number(fdt, node, "memory", 2, &memory) && (memory == 0 || memory % 4))
		fault(fdt, node, "memory is no whole pages");
	if (has(fdt, node, "xen,static-mem")) {
		if (take_static(fdt, node) != memory * 1024)
			fault(fdt, node, "xen,static-mem and memory have different sizes");
		if (has(fdt, node, "llc-colors"))
			fault(fdt, node, "static memory has no colours");
	} else if (has(fdt, node, "direct-map")) {
		fault(fdt, node, "direct-map without static memory");
	}
}

/* ---- CPUs ---------------------------------------------------------------------------------------- */

static void check_vcpu(const void *fdt, int node, int domain)
{
	uint64_t id, cpus = 0, other;
	const char *affinity = one_string(fdt, node, "hard-affinity");
	int sibling;

	if (affinity && !is_numbers(affinity, (int)strlen(affinity) + 1))
		fault(fdt, node, "hard-affinity %s is no list of CPUs", affinity);
	if (!one_number(fdt, node, "id", 1, &id) || !one_number(fdt, domain, "cpus", 1, &cpus))
		return;
	if (id >= cpus)
		fault(fdt, node, "there is no vCPU %d", (int)id);
	fdt_for_each_subnode(sibling, fdt, domain)
		if (sibling != node && HAS_STRINGS(fdt, sibling, "compatible", "xen,vcpu") &&
		    one_number(fdt, sibling, "id", 1, &other) && other == id)
			fault(fdt, node, "vCPU %d stands twice", (int)id);
}

static void check_pool_of(const void *fdt, int node)
{
	int count, pool;
	const fdt32_t *cell = cells_of(fdt, node, "domain-cpupool", &count);

	if (!cell || count != 1)
		return;
	pool = node_at(fdt, cell);
	if (pool < 0 || !HAS_STRINGS(fdt, pool, "compatible", "xen,cpupool"))
		fault(fdt, node, "domain-cpupool leads to no pool");
}

/* ---- Event channels ------------------------------------------------------------------------------ */

static void check_port(const void *fdt, int node, int owner, uint32_t port)
{
	int sibling, count;

	if (port >= (owner == fdt_path_offset(fdt, "/chosen") ? 4096u : 1023u))
		fault(fdt, node, "there is no port %u", port);
	fdt_for_each_subnode(sibling, fdt, owner) {
		const fdt32_t *other = cells_of(fdt, sibling, "xen,evtchn", &count);

		if (sibling != node && other && count == 2 && fdt32_to_cpu(other[0]) == port)
			fault(fdt, node, "port %u stands twice", port);
	}
}

void check_channel(const void *fdt, int node, int owner)
{
	int count, other;
	const fdt32_t *end = cells_of(fdt, node, "xen,evtchn", &count), *back;

	if (!end || count != 2) {
		fault(fdt, node, "xen,evtchn is not a port and an end");
		return;
	}
	check_port(fdt, node, owner, fdt32_to_cpu(end[0]));
	other = node_at(fdt, end + 1);
	if (other < 0 || !HAS_STRINGS(fdt, other, "compatible", "xen,evtchn-v1")) {
		fault(fdt, node, "its other end is nowhere");
		return;
	}
	back = cells_of(fdt, other, "xen,evtchn", &count);
	if (other == node || !back || count != 2 || node_at(fdt, back + 1) != node)
		fault(fdt, node, "its other end has another one");
}

/* ---- Modules ------------------------------------------------------------------------------------- */

#define LIST(strings) strings, sizeof(strings)
static const struct module {
	const char *compatible;
	size_t length;
	bool needed;
} modules[] = {
	{LIST("multiboot,kernel\0multiboot,module"), true},
	{LIST("multiboot,ramdisk\0multiboot,module"), false},
	{LIST("multiboot,device-tree\0multiboot,module"), false},
};
enum { MODULES = sizeof(modules) / sizeof(modules[0]) };

static void check_child(const void *fdt, int node, int domain, unsigned found[MODULES])
{
	for (size_t i = 0; i < MODULES; i++)
		if (has_bytes(fdt, node, "compatible", modules[i].compatible, modules[i].length)) {
			found[i]++;
			if (i > 0 && has(fdt, node, "bootargs"))
				fault(fdt, node, "bootargs are the kernel's");
			return;
		}
	if (HAS_STRINGS(fdt, node, "compatible", "xen,vcpu"))
		check_vcpu(fdt, node, domain);
	else if (HAS_STRINGS(fdt, node, "compatible", "xen,domain-shared-memory-v1"))
		check_shared(fdt, node, domain);
	else if (HAS_STRINGS(fdt, node, "compatible", "xen,evtchn-v1"))
		check_channel(fdt, node, domain);
	else
		fault(fdt, node, "Xen knows no such node in a domain");
}

void check_domain(const void *fdt, int node)
{
	unsigned found[MODULES] = {0};
	int child;

	check_properties(fdt, node);
	check_own_memory(fdt, node);
	check_pool_of(fdt, node);
	fdt_for_each_subnode(child, fdt, node)
		check_child(fdt, child, node, found);
	for (size_t i = 0; i < MODULES; i++)
		if (found[i] > 1 || (modules[i].needed && found[i] == 0))
			fault(fdt, node, "%u nodes are %s", found[i], modules[i].compatible);
}
