/* SPDX-License-Identifier: MIT */
/* Rows about guests. More of them, with real words, stand in tests/golden. */
#include "unit/check/rows.h"

#define GUEST(more) "domains: {guest: {kernel: {file: Image, size: 8M}, memory: 64M" more "}}\n"
#define TWO(first, second)                                                                         \
	"domains: {a: {kernel: {file: Image, size: 8M}, memory: " first "}, "                      \
	"b: {kernel: {file: Image, size: 8M}, memory: " second "}}\n"
#define LATER(first, second)                                                                       \
	"domains: {a: {kernel: {file: Image, size: 8M}, memory: " first ", start: dom0}, "        \
	"b: {kernel: {file: Image, size: 8M}, memory: " second ", start: dom0}}\n"
#define VERSION(release) "xen-version: \"" release "\"\n"

static void has_no_dom0(struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		boot->domains[i].hardware = false;
}

/* Of test-partial.c, where more of them stand, the frame alone. */
static void put_partial(const char *name)
{
	const struct tree_row rows[] = {
		{TREE_NODE, name, NULL, NULL, 0}, TEXT("compatible", "simple-bus"), FLAG("ranges"), END,
		{TREE_END_ROWS, NULL, NULL, NULL, 0}};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_bytes("part.dtb", blob, size);
	free(blob);
}

static void partial_tree(void)
{
	put_partial("passthrough");
}

static void partial_tree_elsewhere(void)
{
	put_partial("soc");
}

const struct check_row rows_of_domains[] = {
	{XB_CODE_PASSTHROUGH_TREE, "a partial tree", "", .prepare = partial_tree,
	 .parts = {.more = GUEST(", device-tree: part.dtb")}},
	{XB_CODE_PASSTHROUGH_TREE, "one without /passthrough", "error passthrough-tree",
	 .prepare = partial_tree_elsewhere, .parts = {.more = GUEST(", device-tree: part.dtb")},
	 .message = "/ of part.dtb has no /passthrough"},

	{XB_CODE_UNKNOWN_KEY, "a property", "", .parts = {.more = GUEST(", vuart: true")}},
	{XB_CODE_UNKNOWN_KEY, "no property", "error unknown-key", .parts = {.more = GUEST(", vurt: true")},
	 .message = "a domain has no key 'vurt'"},

	{XB_CODE_NO_DOM0, "xenstore of dom0", "", .parts = {.more = GUEST(", enhanced: enabled")}},
	{XB_CODE_NO_DOM0, "xenstore of no one", "error no-dom0",
	 .parts = {.more = GUEST(", enhanced: enabled")}, .change = has_no_dom0},
	{XB_CODE_NO_DOM0, "without xenstore", "",
	 .parts = {.more = GUEST(", enhanced: no-xenstore")}, .change = has_no_dom0},
	{XB_CODE_NO_DOM0, "the first release that does without", "",
	 .parts = {.more = VERSION("4.16") GUEST("")}, .change = has_no_dom0},
	{XB_CODE_NO_DOM0, "the last that does not", "error no-dom0",
	 .parts = {.more = VERSION("4.15") GUEST("")}, .change = has_no_dom0},

	{XB_CODE_DOMAIN_MEMORY, "less than kernel and tree", "error domain-memory",
	 .parts = {.more = "domains: {a: {kernel: {file: Image, size: 8M}, memory: 10236K}}\n"}},
	{XB_CODE_DOMAIN_MEMORY, "a page more than kernel and tree", "",
	 .parts = {.more = "domains: {a: {kernel: {file: Image, size: 8M}, memory: 10244K}}\n"}},
	{XB_CODE_DOMAIN_MEMORY, "as much", "error domain-memory",
	 .parts = {.more = "domains: {a: {kernel: {file: Image, size: 8M}, memory: 10M}}\n"},
	 .message = "its kernel takes 0x800000 bytes of it, ramdisk and device tree 0x200000"},
	{XB_CODE_DOMAIN_MEMORY, "a ramdisk has a border of its own", "error domain-memory",
	 .parts = {.more = "domains: {a: {kernel: {file: Image, size: 8M}, ramdisk: {file: rd, "
			   "size: 1}, memory: 12M}}\n"}},
	/* 1 GiB less 146 MiB of files and page tables, 512 MiB of dom0, 4 MiB of caution. */
	{XB_CODE_DOMAIN_MEMORY, "they fit", "",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = TWO("256M", "100M")}},
	{XB_CODE_DOMAIN_MEMORY, "the second hardly fits", "warning domain-memory",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = TWO("256M", "101M")},
	 .message = "b takes 103.1 MiB of memory with its tables, of 10"},
	{XB_CODE_DOMAIN_MEMORY, "nor that", "warning domain-memory",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = TWO("256M", "105M")}},
	{XB_CODE_DOMAIN_MEMORY, "the second does not", "error domain-memory",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = TWO("256M", "106M")},
	 .message = "b takes 108.1 MiB of memory with its tables"},
	{XB_CODE_DOMAIN_MEMORY, "what dom0 starts has all that is left", "",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = LATER("192M", "192M")}},
	{XB_CODE_DOMAIN_MEMORY, "what dom0 starts has more than is left", "note domain-memory",
	 .parts = {.xen_options = "dom0_mem: 512M", .more = LATER("192M", "320M")},
	 .message = "a, b: started from dom0, together they take 518.2 MiB with their tables"},

	{XB_CODE_VCPUS, "a guest's under GICv2", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 4, gic: v2}",
		   .more = GUEST(", cpus: 8"), .xen_options = "dom0_max_vcpus: 1"}},
	{XB_CODE_VCPUS, "too many of them", "error vcpus",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: 4, gic: v2}",
		   .more = GUEST(", cpus: 9"), .xen_options = "dom0_max_vcpus: 1"}},
	{XB_CODE_VCPUS, "one for each under null", "",
	 .parts = {.more = GUEST(", cpus: 3"), .xen_options = "sched: \"null\", dom0_max_vcpus: 1"}},
	{XB_CODE_VCPUS, "one too many under null", "error vcpus",
	 .parts = {.more = GUEST(", cpus: 4"), .xen_options = "sched: \"null\", dom0_max_vcpus: 1"},
	 .message = "guest wants 4 vCPUs under the null scheduler, which has 3 of 4 CPUs left"},

	{XB_CODE_OPTION_CONFLICT, "colours, and colouring is on", "",
	 .parts = {.more = GUEST(", llc-colors: 0-1"), .xen_options = "llc-coloring: true"}},
	{XB_CODE_OPTION_CONFLICT, "colours, and it is off", "error option-conflict",
	 .parts = {.more = GUEST(", llc-colors: 0-1")}},
	{XB_CODE_OPTION_CONFLICT, "an interrupt for the vuart", "",
	 .parts = {.more = GUEST(", vuart: true, nr_spis: 1")}},
	{XB_CODE_OPTION_CONFLICT, "none for the vuart", "error option-conflict",
	 .parts = {.more = GUEST(", vuart: true, nr_spis: 0")}},

	{XB_CODE_OPTION_VALUE, "a pool that is not there", "error option-value",
	 .parts = {.more = GUEST(", cpupool: rt")}, .message = "there is no CPU pool called rt"},

	{XB_CODE_CONSOLE, "a guest with a UART", "",
	 .parts = {.more = GUEST(", vuart: true, options: {console: ttyAMA0}"), .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_CONSOLE, "a guest without", "warning console",
	 .parts = {.more = GUEST(""), .dom0 = "options: {console: hvc0}"}},
	{XB_CODE_CONSOLE, "a guest on hvc0", "warning console",
	 .parts = {.more = GUEST(", vuart: true, options: {console: hvc0}"), .dom0 = "options: {console: hvc0}"}},

	{XB_CODE_OPTION_VERSION, "static memory in time", "",
	 .parts = {.more = VERSION("4.16") GUEST(", static-memory: auto")}},
	{XB_CODE_OPTION_VERSION, "static memory too early", "warning option-version",
	 .parts = {.more = VERSION("4.15") GUEST(", static-memory: auto")}},
	{XB_CODE_OPTION_KCONFIG, "static memory that is not built in", "error option-kconfig",
	 .parts = {.xen = XEN_CONFIG, .more = GUEST(", static-memory: auto")},
	 .prepare = config_with_null},
	{0},
};
