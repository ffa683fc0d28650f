/* SPDX-License-Identifier: MIT */
/* Rows about what a script can say. */
#include "unit/check/rows.h"

/* The line of a module: what the tree itself says of one that the profile does not write. */
static void chosen_with_a_line(size_t length)
{
	char text[1100] = {0};
	const struct tree_row rows[] = {NODE("module@1"), KERNEL, AT_1M,
		{TREE_BYTES, "bootargs", NULL, text, length + 1}, END, {0}};

	memset(text, 'x', length);
	chosen_with(rows);
}

static void chosen_with_a_line_of_1023(void)
{
	chosen_with_a_line(1023);
}

static void chosen_with_a_line_of_1024(void)
{
	chosen_with_a_line(1024);
}

/* The edit of xen,xen-bootargs; all others are short. */
static void lengthen(struct xb_boot *boot, size_t length)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind != XB_STEP_EDIT || edit->kind != XB_EDIT_SET || strcmp(edit->name, "xen,xen-bootargs") != 0)
			continue;
		edit->value = xb_arena_alloc(&boot->arena, length);
		memset(edit->value, 'x', length - 1);
		edit->length = length;
	}
}

static void line_of_1023(struct xb_boot *boot)
{
	lengthen(boot, 1024);
}

static void line_of_1024(struct xb_boot *boot)
{
	lengthen(boot, 1025);
}

static void dom0_line_of(struct xb_boot *boot, size_t length)
{
	boot->domains[0].line.text = xb_arena_alloc(&boot->arena, length + 1);
	memset(boot->domains[0].line.text, 'x', length);
}

static void dom0_line_of_2047(struct xb_boot *boot)
{
	dom0_line_of(boot, 2047);
}

static void dom0_line_of_2048(struct xb_boot *boot)
{
	dom0_line_of(boot, 2048);
}

static void kernel_is_not_there(struct xb_boot *boot)
{
	boot->loads[2].there = false;
}

/* ---- What a script loads --------------------------------------------------------------------------------- */

static struct xb_step *load_step(struct xb_boot *boot, const struct xb_load *load)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_LOAD && &boot->loads[boot->steps[i].load] == load)
			return &boot->steps[i];
	return NULL;
}

static void kernel_is_not_loaded(struct xb_boot *boot)
{
	struct xb_step *step = load_step(boot, xb_dom0_load(boot, XB_MODULE_KERNEL));

	step->kind = XB_STEP_COMMAND;
	step->text = "true";
}

static void xen_is_not_loaded(struct xb_boot *boot)
{
	struct xb_step *step = load_step(boot, xb_boot_xen(boot));

	step->kind = XB_STEP_COMMAND;
	step->text = "true";
}

static void load_another(struct xb_boot *boot)
{
	struct xb_load *load = xb_boot_add_load(boot, XB_LOAD_MODULE, "initrd.old");

	load->placed = true;
	load->address = 0x30000000;
	xb_boot_add_step(boot, XB_STEP_LOAD, (struct xb_pos){0})->load = boot->load_count - 1;
}

static void look_at_loads(struct xb_boot *boot, enum xb_outcome outcome)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_LOAD)
			boot->steps[i].outcome = outcome;
}

static void no_load_is_seen(struct xb_boot *boot)
{
	look_at_loads(boot, XB_OUTCOME_IGNORED);
}

static void all_loads_are_seen(struct xb_boot *boot)
{
	look_at_loads(boot, XB_OUTCOME_SEEN);
}

static void all_loads_but_one_are_seen(struct xb_boot *boot)
{
	look_at_loads(boot, XB_OUTCOME_SEEN);
	load_step(boot, xb_dom0_load(boot, XB_MODULE_KERNEL))->outcome = XB_OUTCOME_IGNORED;
}

/* The kernel's size is the one that its load tells. */
static void size_is_of_a_load_unseen(struct xb_boot *boot)
{
	look_at_loads(boot, XB_OUTCOME_IGNORED);
	for (size_t i = 0; i < boot->module_count; i++) {
		struct xb_module *module = &boot->modules[i];

		module->size_of = XB_NONE;
		if (module->kind != XB_MODULE_KERNEL)
			continue;
		module->size_of = module->load;
		module->said_at.line = 1;
	}
}

static struct xb_module *module_of(struct xb_boot *boot, enum xb_module_kind kind)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == kind)
			return &boot->modules[i];
	return NULL;
}

static void ramdisk_is_the_kernel(struct xb_boot *boot)
{
	struct xb_module *ramdisk = module_of(boot, XB_MODULE_RAMDISK);

	ramdisk->load = module_of(boot, XB_MODULE_KERNEL)->load;
	ramdisk->said_at.line = 1;
}

static void kernel_is_started(struct xb_boot *boot)
{
	struct xb_module *kernel = module_of(boot, XB_MODULE_KERNEL);

	boot->entrance.xen = kernel->load;
	kernel->said_at.line = 1;
}

static void ramdisk_is_the_tree(struct xb_boot *boot)
{
	struct xb_module *ramdisk = module_of(boot, XB_MODULE_RAMDISK);

	ramdisk->load = boot->entrance.tree;
	ramdisk->said_at.line = 1;
}

const struct check_row rows_of_script[] = {
	{XB_CODE_NOT_LOADED, "loaded", "", .parts = {0}},
	{XB_CODE_NOT_LOADED, "in memory already", "",
	 .parts = {.kernel = "size: 1, address: 16M, load: memory"}},
	{XB_CODE_NOT_LOADED, "no one says that it is there", "error not-loaded",
	 .parts = {.kernel = "size: 1, address: 16M, load: memory"}, .change = kernel_is_not_there,
	 .message = "dom0 kernel: nothing was loaded at 0x1000000"},
	{XB_CODE_NOT_LOADED, "all is loaded", "", .change = NULL},
	{XB_CODE_NOT_LOADED, "the kernel is not", "error not-loaded", .change = kernel_is_not_loaded,
	 .message = "dom0 kernel: nothing was loaded at 0x"},
	{XB_CODE_NOT_LOADED, "Xen is not", "error not-loaded", .change = xen_is_not_loaded,
	 .message = "Xen: nothing was loaded at 0x"},
	{XB_CODE_UNUSED_LOAD, "all is used", "", .change = NULL},
	{XB_CODE_UNUSED_LOAD, "one file more", "warning unused-load", .change = load_another,
	 .message = "initrd.old"},
	{XB_CODE_NOT_NOTICED, "printed from here", "", .change = NULL},
	{XB_CODE_NOT_NOTICED, "all are looked at", "", .change = all_loads_are_seen},
	{XB_CODE_NOT_NOTICED, "none is", "note not-noticed", .change = no_load_is_seen},
	{XB_CODE_NOT_NOTICED, "one is not", "warning not-noticed", .change = all_loads_but_one_are_seen,
	 .message = "as it is done of other files"},
	{XB_CODE_NOT_NOTICED, "one whose size counts is not", "note not-noticed, note not-noticed",
	 .change = size_is_of_a_load_unseen, .message = "is that of the file before"},
	{XB_CODE_OVERLAP, "ramdisk and kernel are one load", "error overlap", .change = ramdisk_is_the_kernel},
	{XB_CODE_FILE_TYPE, "the kernel is started", "error file-type", .change = kernel_is_started,
	 .message = "is started as Xen"},
	{XB_CODE_FILE_TYPE, "the ramdisk is the tree", "error file-type", .change = ramdisk_is_the_tree,
	 .message = "the ramdisk is at 0x"},

	/* What can be said */
	{XB_CODE_QUOTING, "no blank", "", .parts = {.xen_options = "a: b,c"}},
	{XB_CODE_QUOTING, "a blank for Xen", "error quoting", .parts = {.xen_options = "a: b c"},
	 .message = "a=b c"},
	{XB_CODE_QUOTING, "a blank for Linux", "", .parts = {.dom0 = "options: {a: b c}"}},
	{XB_CODE_QUOTING, "quotes of one's own for Linux", "",
	 .parts = {.dom0 = "options: {a: '\"b c\"'}"}},
	{XB_CODE_QUOTING, "a blank behind them", "error quoting",
	 .parts = {.dom0 = "options: {a: '\"b\" c'}"}},
	{XB_CODE_QUOTING, "an open quote", "error quoting",
	 .parts = {.dom0 = "options: {a: 'b\"'}"}},
	{XB_CODE_QUOTING, "an open quote in extra", "error quoting",
	 .parts = {.dom0 = "extra: 'a=\"b c'"}},
	{XB_CODE_QUOTING, "hush's own signs", "",
	 .parts = {.dom0 = "options: {a: '$;\\`(){}|&#<[''*?'}"}},
	{XB_CODE_QUOTING, "< within", "", .parts = {.dom0 = "extra: 'a<'"}},
	{XB_CODE_QUOTING, "< first", "error quoting", .parts = {.dom0 = "extra: '<a'"},
	 .message = "/chosen xen,dom0-bootargs begins with '<', which `fdt set` reads as cells"},
	{XB_CODE_QUOTING, "[ first", "error quoting", .parts = {.dom0 = "extra: '[a'"}},
	{XB_CODE_QUOTING, "< first in a DTB", "", .parts = {.dom0 = "extra: '<a'",
	 .output = "emit: both"}},
	{XB_CODE_QUOTING, "< first in a list", "error quoting",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [<x, y]}}]\n"},
	 .message = "/a p"},
	{XB_CODE_QUOTING, "< second in a list", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: [x, <y]}}]\n"}},
	{XB_CODE_QUOTING, "cells", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: <1>}}]\n"}},
	{XB_CODE_QUOTING, "a line break and a tab", "",
	 .parts = {.tree = "  size: 1\n  edits: [{path: /a, set: {p: \"x\\ny\\tz\"}}]\n"}},
	{XB_CODE_QUOTING, "a colon over TFTP", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\""},
	 .message = "U-Boot would take 'a' for the server"},
	{XB_CODE_QUOTING, "a double quote over TFTP", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: 'a\"b'"},
	 .message = "U-Boot would ask the server for 'a'"},
	{XB_CODE_QUOTING, "a double quote from a card", "",
	 .parts = {.kernel = "size: 1, load-as: 'a\"b'",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_QUOTING, "an apostrophe beside a variable", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: \"it's\"",
	 .load = "method: command\n  command: load mmc ${devnum}:1"},
	 .message = "U-Boot's old shell reads both twice"},
	{XB_CODE_QUOTING, "a backslash beside a variable", "error quoting",
	 .parts = {.kernel = "size: 1, load-as: 'a\\b'",
	 .load = "method: mmc\n  device: \"${devnum}:1\""}},
	{XB_CODE_QUOTING, "a blank and a # beside a variable", "",
	 .parts = {.kernel = "size: 1, load-as: 'a #b'",
	 .load = "method: mmc\n  device: \"${devnum}:1\""}},
	{XB_CODE_QUOTING, "an apostrophe without a variable", "",
	 .parts = {.kernel = "size: 1, load-as: \"it's\"",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_UBOOT_NEEDS, "an overlay on the board", "note uboot-needs",
	 .parts = {.tree = "  size: 1\n  overlays: [{file: o.dtbo, size: 1}]\n"},
	 .message = "CONFIG_OF_LIBFDT_OVERLAY"},
	{XB_CODE_UBOOT_NEEDS, "an overlay applied here", "",
	 .parts = {.tree = "  size: 1\n  overlays: [{file: o.dtbo, size: 1}]\n",
	 .output = "emit: both"}},
	{XB_CODE_UBOOT_NEEDS, "no overlay", "", .parts = {.tree = "  size: 1\n"}},
	{XB_CODE_QUOTING, "a colon from a card", "",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\"",
	 .load = "method: mmc\n  device: \"0:1\""}},
	{XB_CODE_QUOTING, "a colon without a script", "",
	 .parts = {.kernel = "size: 1, load-as: \"a:b\"", .output = "emit: dtb"}},

	{XB_CODE_VALUE_TOO_LONG, "1,023 characters", "", .change = line_of_1023},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters", "error value-too-long",
	 .message = "/chosen xen,xen-bootargs has 1025 bytes", .change = line_of_1024},
	{XB_CODE_VALUE_TOO_LONG, "1,024 characters in a DTB", "", .parts = {.output = "emit: both"},
	 .change = line_of_1024},
	{XB_CODE_VALUE_TOO_LONG, "a module's 1,023 characters", "",
	 .prepare = chosen_with_a_line_of_1023, .parts = {.tree = ""}},
	{XB_CODE_VALUE_TOO_LONG, "a module's 1,024 characters", "error value-too-long",
	 .prepare = chosen_with_a_line_of_1024, .parts = {.tree = ""},
	 .message = "/chosen/module@1: bootargs has 1024 characters; Xen keeps 1023"},
	{XB_CODE_VALUE_TOO_LONG, "Linux's 2,047 characters", "", .change = dom0_line_of_2047,
	 .parts = {.output = "emit: both"}},
	{XB_CODE_VALUE_TOO_LONG, "Linux's 2,048 characters", "warning value-too-long",
	 .change = dom0_line_of_2048, .parts = {.output = "emit: both"},
	 .message = "has 2048 characters; Linux reads the first 2047"},

	{.label = NULL},
};
