/* SPDX-License-Identifier: MIT */
/*
 * domain-check [-r] TREE FOLDER <FILES: is what TREE tells Xen in /chosen what the bindings ask for, every node of
 * it? FILES has a line "ROLE|FILE|ADDRESS|SIZE" for each file in memory, as a manifest names them: the modules must
 * be these, no more and no less, and have the size of FILE in FOLDER; a guest's partial tree is looked into. With
 * -r the machine's RAM is not where TREE says. Prints what is not so. Status 0: all of it is.
 */
#include "binding.h"
#include "util.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Modules ------------------------------------------------------------------------------------- */

struct file {
	char role[96], name[256];
	struct span span;
	bool seen;
};
struct files {
	const char *folder;
	struct file items[40];
	size_t count;
};

static void read_files(struct files *files)
{
	char line[512];

	while (files->count < sizeof(files->items) / sizeof(files->items[0]) &&
	       fgets(line, sizeof(line), stdin)) {
		struct file *file = &files->items[files->count++];
		unsigned long long start, size;

		if (sscanf(line, "%95[^|]|%255[^|]|%llx|%llu", file->role, file->name, &start, &size) != 4)
			die("domain-check: not a file: %s", line);
		file->span = (struct span){start, size};
	}
}

/* What the file of a node is called: "guest kernel". */
static const char *kind_of(const void *fdt, int node)
{
	static const struct {
		const char *compatible;
		size_t length;
		const char *kind;
	} kinds[] = {
#define LIST(strings) strings, sizeof(strings)
		{LIST("multiboot,kernel\0multiboot,module"), "kernel"},
		{LIST("multiboot,ramdisk\0multiboot,module"), "ramdisk"},
		{LIST("multiboot,device-tree\0multiboot,module"), "device tree"},
		{LIST("xen,linux-zimage\0xen,multiboot-module"), "kernel"},
		{LIST("xen,linux-initrd\0xen,multiboot-module"), "ramdisk"},
		{LIST("xen,xsm-policy\0xen,multiboot-module"), "XSM policy"},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (has_bytes(fdt, node, "compatible", kinds[i].compatible, kinds[i].length))
			return kinds[i].kind;
	return NULL;
}

static void check_content(const void *fdt, int node, const struct files *files, const struct file *file)
{
	char path[1024];
	size_t size;
	char *bytes;

	snprintf(path, sizeof(path), "%s/%s", files->folder, file->name);
	bytes = read_file(path, &size);
	if (size != file->span.size)
		fault(fdt, node, "%s has %zu bytes", file->name, size);
	if (strstr(file->role, "device tree")) {
		if (fdt_check_full(bytes, size))
			fault(fdt, node, "%s is no tree", file->name);
		else
			check_partial(fdt, bytes);
	}
	free(bytes);
}

/* NODE, if it is a module, is the file of that kind that its domain has. */
static void check_module(const void *fdt, int node, const char *domain, struct files *files)
{
	int parent = fdt_parent_offset(fdt, node), count;
	const char *kind = kind_of(fdt, node);
	struct widths widths = widths_of(fdt, parent);
	const fdt32_t *reg = cells_of(fdt, node, "reg", &count);
	struct span span;
	char role[96];

	if (!kind)
		return;
	if (!reg || count != widths.address + widths.size) {
		fault(fdt, node, "reg is not one address and size");
		return;
	}
	span = (struct span){number_at(reg, widths.address), number_at(reg + widths.address, widths.size)};
	take(fdt, node, TAKES_MODULE, span);
	if (has(fdt, node, "bootargs") && !one_string(fdt, node, "bootargs"))
		fault(fdt, node, "bootargs are no text");
	snprintf(role, sizeof(role), strcmp(kind, "XSM policy") ? "%s %s" : "%.0s%s", domain, kind);
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].role, role) == 0) {
			if (files->items[i].span.start != span.start ||
			    files->items[i].span.size != span.size)
				fault(fdt, node, "reg is not where the %s is", role);
			files->items[i].seen = true;
			check_content(fdt, node, files, &files->items[i]);
			return;
		}
	fault(fdt, node, "there is no %s", role);
}

static void check_modules(const void *fdt, struct files *files)
{
	int chosen = fdt_path_offset(fdt, "/chosen"), node, child;

	fdt_for_each_subnode(node, fdt, chosen) {
		check_module(fdt, node, "dom0", files);
		if (HAS_STRINGS(fdt, node, "compatible", "xen,domain"))
			fdt_for_each_subnode(child, fdt, node)
				check_module(fdt, child, fdt_get_name(fdt, node, NULL), files);
	}
	for (size_t i = 0; i < files->count; i++) {
		const struct file *file = &files->items[i];

		if (strcmp(file->role, "Xen") == 0 || strcmp(file->role, "device tree") == 0)
			take(fdt, 0, TAKES_MODULE, file->span);
		else if (!file->seen)
			fault(fdt, chosen, "no node is the %s", file->role);
	}
}

/* ---- CPU pools ----------------------------------------------------------------------------------- */

static bool is_in_pool(const void *fdt, int pool, int cpu)
{
	int count;
	const fdt32_t *cpus = cells_of(fdt, pool, "cpupool-cpus", &count);

	for (int i = 0; cpus && i < count; i++)
		if (node_at(fdt, cpus + i) == cpu)
			return true;
	return false;
}

static void check_pool(const void *fdt, int pool)
{
	int count, other;
	const fdt32_t *cpus = cells_of(fdt, pool, "cpupool-cpus", &count);

	if (!cpus || count == 0)
		fault(fdt, pool, "it has no CPUs");
	if (has(fdt, pool, "cpupool-sched") && !one_string(fdt, pool, "cpupool-sched"))
		fault(fdt, pool, "cpupool-sched is no text");
	for (int i = 0; cpus && i < count; i++) {
		int cpu = node_at(fdt, cpus + i);

		if (cpu < 0 || !HAS_STRINGS(fdt, cpu, "device_type", "cpu") || !is_in_use(fdt, cpu))
			fault(fdt, pool, "CPU %d of it is none", i);
		for (int k = 0; k < i; k++)
			if (node_at(fdt, cpus + k) == cpu)
				fault(fdt, pool, "it has a CPU twice");
		fdt_for_each_subnode(other, fdt, fdt_parent_offset(fdt, pool))
			if (other != pool && HAS_STRINGS(fdt, other, "compatible", "xen,cpupool") &&
			    is_in_pool(fdt, other, cpu))
				fault(fdt, pool, "another one has its CPU %d, too", i);
	}
}

/* ---- /chosen ------------------------------------------------------------------------------------- */

static void take_heap(const void *fdt, int chosen)
{
	enum { ALIGNMENT = 0x10000 };
	struct widths widths = widths_of(fdt, 0);
	int count, one = widths.address + widths.size;
	const fdt32_t *heap = cells_of(fdt, chosen, "xen,static-heap", &count);

	if (heap && (count == 0 || count % one))
		fault(fdt, chosen, "xen,static-heap is not addresses and sizes");
	for (int i = 0; heap && i + one <= count; i += one) {
		struct span span = {number_at(heap + i, widths.address),
				    number_at(heap + i + widths.address, widths.size)};

		if ((span.start | span.size) % ALIGNMENT)
			fault(fdt, chosen, "xen,static-heap is not aligned to 64 KiB");
		take(fdt, chosen, TAKES_HEAP, span);
	}
}

/* Nodes that the board's tree has there are not Xen's business. */
static bool is_for_xen(const void *fdt, int node)
{
	const char *compatible = fdt_getprop(fdt, node, "compatible", NULL);

	return !compatible || strncmp(compatible, "xen,", 4) == 0 || strncmp(compatible, "multiboot,", 10) == 0;
}

static void check_chosen_child(const void *fdt, int node)
{
	int chosen = fdt_parent_offset(fdt, node);

	if (HAS_STRINGS(fdt, node, "compatible", "xen,domain"))
		check_domain(fdt, node);
	else if (HAS_STRINGS(fdt, node, "compatible", "xen,cpupool"))
		check_pool(fdt, node);
	else if (HAS_STRINGS(fdt, node, "compatible", "xen,domain-shared-memory-v1"))
		check_shared(fdt, node, chosen);
	else if (HAS_STRINGS(fdt, node, "compatible", "xen,evtchn-v1"))
		check_channel(fdt, node, chosen);
	else if (!kind_of(fdt, node) && is_for_xen(fdt, node))
		fault(fdt, node, "Xen knows no such node");
}

static void check_phandles(const void *fdt)
{
	for (int node = 0; node >= 0; node = fdt_next_node(fdt, node, NULL)) {
		uint32_t phandle = fdt_get_phandle(fdt, node);

		if (phandle && fdt_node_offset_by_phandle(fdt, phandle) != node)
			fault(fdt, node, "phandle 0x%x stands twice", phandle);
	}
}

static void check_tree(const void *fdt, struct files *files, bool knows_ram)
{
	int chosen = fdt_path_offset(fdt, "/chosen"), node, guests = 0;

	if (chosen < 0)
		die("domain-check: there is no /chosen");
	fdt_for_each_subnode(node, fdt, chosen) {
		check_chosen_child(fdt, node);
		guests += HAS_STRINGS(fdt, node, "compatible", "xen,domain");
	}
	if (!guests)
		fault(fdt, chosen, "there is no guest");
	take_heap(fdt, chosen);
	check_modules(fdt, files);
	check_all_shared(fdt);
	check_memory(fdt, knows_ram);
	check_phandles(fdt);
}

int main(int argc, char **argv)
{
	bool knows_ram = argc < 2 || strcmp(argv[1], "-r") != 0;
	struct files files = {0};
	const char *path;
	size_t size;
	char *blob;
	int error;

	if (argc != 3 + !knows_ram)
		die("usage: domain-check [-r] TREE FOLDER <FILES");
	path = argv[argc - 2];
	files.folder = argv[argc - 1];
	read_files(&files);
	blob = read_file(path, &size);
	error = fdt_check_full(blob, size);
	if (error)
		die("domain-check: %s: %s", path, fdt_strerror(error));
	check_tree(blob, &files, knows_ram);
	free(blob);
	return count_faults() ? STATUS_DIFFERENT : STATUS_OK;
}
