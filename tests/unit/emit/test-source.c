/* SPDX-License-Identifier: MIT */
/* The U-Boot script. That U-Boot understands it as meant is for tests/boot to show. */
#include "sample.h"

#include <stdlib.h>

/* ---- The whole of it ------------------------------------------------------------------------- */

#define STEP(label, command) "setenv xb_step '" label "'; if " command "; then\n"
#define SAY(label, command)                                                                        \
	"setenv xb_step '" label "'; echo \"xenboot: ${xb_step}\"; if " command "; then\n"
#define SIZE(file, shown, digits)                                                                  \
	"setenv xb_step \"use " file                                                               \
	": it has 0x${filesize} bytes, this script was made for " shown                            \
	", so build the script again\"; if test \"${filesize}\" = " digits "; then\n"
#define FI6 "fi; fi; fi; fi; fi; fi"

/* A line here for each line of the script. */
/* clang-format off */
static const char sample_text[] =
	"# rpi4-yocto: made by xenboot. Change the profile, not this file.\n"
	"#\n"
	"#   0xE00000     Xen           xen, 0xF0008 bytes\n"
	"#   0x1000000    dom0 kernel   Image, 0x108AA00 bytes\n"
	"#   0x2200000    dom0 ramdisk  rootfs.cpio.gz, 0x6013E86 bytes\n"
	"#   0x8400000    device tree   bcm2711-rpi-4-b.dtb, 0xCA00 bytes\n"
	"\n"
	"# Load files over TFTP\n"
	SAY("load xen to 0xE00000", "tftpboot 0xE00000 xen")
	SAY("load Image to 0x1000000", "tftpboot 0x1000000 Image")
	SIZE("Image", "0x108AA00", "108aa00")
	SAY("load rootfs.cpio.gz to 0x2200000", "tftpboot 0x2200000 rootfs.cpio.gz")
	SIZE("rootfs.cpio.gz", "0x6013E86", "6013e86")
	SAY("load bcm2711-rpi-4-b.dtb to 0x8400000", "tftpboot 0x8400000 bcm2711-rpi-4-b.dtb")
	"\n"
	"# Edit the device tree, with room for what is added\n"
	SAY("read the device tree", "fdt addr 0x8400000")
	STEP("make room in the device tree", "fdt resize 0x2F4")
	"\n"
	"# Set properties of /chosen\n"
	STEP("set /chosen #address-cells", "fdt set /chosen \\#address-cells <2>")
	STEP("set /chosen #size-cells", "fdt set /chosen \\#size-cells <2>")
	STEP("set /chosen xen,xen-bootargs",
	     "fdt set /chosen xen,xen-bootargs 'console=dtuart dtuart=serial0 sched=null'")
	"\n"
	"# Create a node named dom0 in /chosen\n"
	STEP("make /chosen/dom0", "fdt mknod /chosen dom0")
	STEP("set /chosen/dom0 compatible",
	     "fdt set /chosen/dom0 compatible xen,linux-zimage xen,multiboot-module")
	STEP("set /chosen/dom0 reg", "fdt set /chosen/dom0 reg <0x0 0x1000000 0x0 0x108AA00>")
	"\n"
	"# Set properties of /chosen\n"
	STEP("set /chosen xen,dom0-bootargs",
	     "fdt set /chosen xen,dom0-bootargs 'console=hvc0 root=/dev/ram0'")
	"\n"
	"# Create a node named dom0-ramdisk in /chosen\n"
	STEP("make /chosen/dom0-ramdisk", "fdt mknod /chosen dom0-ramdisk")
	STEP("set /chosen/dom0-ramdisk compatible",
	     "fdt set /chosen/dom0-ramdisk compatible xen,linux-initrd xen,multiboot-module")
	STEP("set /chosen/dom0-ramdisk reg",
	     "fdt set /chosen/dom0-ramdisk reg <0x0 0x2200000 0x0 0x6013E86>")
	"\n"
	"# Boot Xen; the tree stays where it was planned\n"
	"setenv fdt_high 0xffffffffffffffff\n"
	"setenv xb_step 'start Xen'; echo \"xenboot: ${xb_step}\"\n"
	"booti 0xE00000 - 0x8400000\n"
	"\n"
	"# Only a step that failed leads here\n"
	FI6 "; " FI6 "; " FI6 "\n"
	"echo \"xenboot: STOPPED: could not ${xb_step}\"\n";
/* clang-format on */

static void sample_is_this(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	char *text = sample_source(boot, &diags);

	(void)state;
	check_text("script", text, sample_text);
	free(text);
	xb_boot_free(boot);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void check_part(const char *label, struct xb_boot *boot, const char *part, bool wanted)
{
	struct xb_diags diags = {0};
	char *text = sample_source(boot, &diags);

	check_text(label, text ? NULL : diags.items[0].message, NULL);
	if (wanted)
		check_contains(label, text, part);
	else
		check_text(label, strstr(text, part), NULL);
	free(text);
}

static size_t count(const char *text, const char *part)
{
	size_t found = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		found++;
	return found;
}

/* As many fi as then, whatever the description holds. */
static void check_balance(const char *label, struct xb_boot *boot)
{
	struct xb_diags diags = {0};
	char *text = sample_source(boot, &diags);
	const char *end = text ? strstr(text, "leads here\n") : NULL;

	assert_non_null(end);
	check_u64(label, count(end, "fi;") + 1, count(text, "; then\n"));
	free(text);
}

static struct xb_step *room_of(struct xb_boot *boot)
{
	struct xb_step *step = boot->steps;

	while (step->kind != XB_STEP_ROOM)
		step++;
	return step;
}

static void numbers_and_names_are_exact(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	room_of(boot)->bytes = 0xABCDEF;
	boot->loads[1].address = 0x123456789ABCDEF0;
	boot->loads[1].file = xb_arena_strdup(&boot->arena, "dir/it's $x.bin");
	check_part("resize", boot, "if fdt resize 0xABCDEF; then\n", true);
	check_part("load", boot, "if tftpboot 0x123456789ABCDEF0 'dir/it'\\''s $x.bin'; then\n",
		   true);
	check_part("label", boot, "setenv xb_step 'load dir/it?s ?x.bin to 0x", true);
	check_part("booti", boot, "\nbooti 0x123456789ABCDEF0 - 0x8400000\n", true);
	check_balance("balance", boot);
	xb_boot_free(boot);
}

static void text_from_outside_stays_in_its_comment(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	boot->name = xb_arena_strdup(&boot->arena, "a\nbooti 0 - 0");
	boot->loads[1].file = xb_arena_strdup(&boot->arena, "x\nbooti 1 - 1");
	sample_set(boot, "/a\nbooti 2 - 2", "p", XB_FORM_EMPTY, "", 0);
	check_part("name", boot, "# a\\nbooti 0 - 0: made by xenboot", true);
	check_part("name", boot, "\nbooti 0 -", false);
	check_part("file", boot, "Xen           x\\nbooti 1 - 1,", true);
	check_part("path", boot, "# Set properties of /a\\nbooti 2 - 2\n", true);
	check_part("label", boot, "'set /a?booti 2 - 2 p'", true);
	xb_boot_free(boot);
}

static void methods_differ_in_command_and_comment(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_load_by(boot, "mmc", "load mmc 0:1");
	check_part("mmc", boot, "# Load files from the MMC device\n", true);
	check_part("mmc", boot, "if load mmc 0:1 0xE00000 xen; then\n", true);
	sample_load_by(boot, "command", "load usb ${dev}");
	check_part("own", boot, "# Load files\n", true);
	check_part("own", boot,
		   "setenv xb_command 'load usb ${dev} 0xE00000 xen'\nsetenv xb_step "
		   "'load xen to 0xE00000'; echo \"xenboot: ${xb_step}\"; "
		   "if run xb_command; then\n",
		   true);
	check_balance("balance", boot);
	xb_boot_free(boot);
}

static void commands_before_are_steps(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_run_first(boot, "usb start");
	sample_run_first(boot, "fi; echo 'open");
	check_part("plain", boot, "\n# Make ready\n" SAY("run usb start", "usb start"), true);
	check_part("other", boot,
		   "setenv xb_command 'fi; echo '\\''open'\n" SAY("run fi? echo ?open",
								  "run xb_command"),
		   true);
	check_balance("balance", boot);
	xb_boot_free(boot);
}

static void overlays_are_loaded_and_applied(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_load(boot, XB_LOAD_OVERLAY, "overlay", "i2c.dtbo", 0x8600000, 0x200);
	sample_apply(boot, boot->load_count - 1);
	check_part("load", boot, "if tftpboot 0x8600000 i2c.dtbo; then\n", true);
	check_part(
		"apply", boot,
		"\n# Apply overlay i2c.dtbo\n" SAY("apply overlay i2c.dtbo", "fdt apply 0x8600000"),
		true);
	sample_make_tree_here(boot);
	check_part("in NAME.dtb already", boot, "i2c.dtbo", false);
	xb_boot_free(boot);
}

static void a_finished_tree_is_not_edited(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_make_tree_here(boot);
	boot->loads[4].file = xb_arena_strdup(&boot->arena, "boot2.dtb");
	check_part("tree", boot, "if tftpboot 0x8400000 boot2.dtb; then\n", true);
	check_part("no edit", boot, "fdt ", false);
	check_part("size", boot, "if test \"${filesize}\" = 108aa00; then\n", true);
	check_part("fdt_high", boot, "\nsetenv fdt_high 0xffffffffffffffff\n", true);
	check_balance("balance", boot);
	xb_boot_free(boot);
}

#define ROOM(file, at, room)                                                                       \
	"setenv xb_step \"use " file ": it has 0x${filesize} bytes, its room at " at " is for " room \
	", so give it more and build the script again\"; if test -n \"${filesize}\" && itest "     \
	"0x${filesize} -le " room "; then\n"

static void sizes_are_the_boards_own(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	boot->measured = true;
	boot->loads[1].room = 0x200000;
	boot->loads[2].room = 0x1200000;
	boot->loads[3].room = 0x123456789A; /* itest knows 32 bits */
	boot->loads[4].room = 0x10000;
	check_part("Xen", boot,
		   "setenv filesize\n" SAY("load xen to 0xE00000", "tftpboot 0xE00000 xen")
			   ROOM("xen", "0xE00000", "0x200000")
		   "setenv xb_step 'use xen: with what it takes behind its file it needs more than its "
		   "room at 0xE00000, 0x200000 bytes, so give it more and build the script again'; "
		   "if itest *0xE00010 -le 0x200000; then\n",
		   true);
	check_part("kernel", boot,
		   "setenv filesize\n" SAY("load Image to 0x1000000", "tftpboot 0x1000000 Image")
			   ROOM("Image", "0x1000000", "0x1200000") "setenv xb_size1 ${filesize}\n",
		   true);
	check_part("ramdisk", boot, "itest 0x${filesize} -le 0xFFFFFFFF; then\nsetenv xb_size2 ", true);
	check_part("tree", boot, "its room at 0x8400000 is for 0xCCBC, so", true);
	check_part("kernel's reg", boot, "reg <0x0 0x1000000 0x0 0x${xb_size1}>; then\n", true);
	check_part("ramdisk's reg", boot, "reg <0x0 0x2200000 0x0 0x${xb_size2}>; then\n", true);
	check_part("no size of today", boot, "6013E86", false);
	check_part("head", boot, "Image, up to 0x1200000 bytes\n", true);
	check_balance("balance", boot);
	boot->cells = 1;
	check_part("1 cell", boot, "reg <0x1000000 0x${xb_size1}>; then\n", true);
	boot->loads[2].size_known = false;
	check_part("a file that is not known", boot, "0x${xb_size1}>", true);
	xb_boot_free(boot);
}

static void a_tree_is_copied_from_where_it_is(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_step *tree = boot->steps;

	(void)state;
	while (tree->kind != XB_STEP_TREE)
		tree++;
	tree->text = "fdt_addr";
	boot->loads[4].room = 0x10000;
	check_part("copy", boot,
		   STEP("find the device tree: fdt_addr is empty", "test -n \"${fdt_addr}\"")
			   SAY("read the device tree", "fdt addr ${fdt_addr}")
		   "setenv xb_step \"copy the device tree from ${fdt_addr} to 0x8400000, where its room "
		   "is for 0xCCBC bytes\"; echo \"xenboot: ${xb_step}\"; "
		   "if fdt move ${fdt_addr} 0x8400000 0xCCBC; then\n"
			   STEP("make room in the device tree", "fdt resize 0x2F4"),
		   true);
	check_balance("balance", boot);
	xb_boot_free(boot);
}

static void what_is_there_is_not_loaded(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_buf out = {0};

	(void)state;
	boot->loads[2].there = true;
	boot->loads[2].from = NULL;
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_LOAD && boot->steps[i].load == 2)
			boot->steps[i] = boot->steps[0]; /* Xen once more */
	check_part("head", boot, "dom0 kernel   Image, which is there already, 0x108AA00 bytes\n", true);
	check_part("load", boot, "tftpboot 0x1000000", false);
	check_part("reg", boot, "reg <0x0 0x1000000 0x0 0x108AA00>", true);
	boot->loads[0].there = true;
	boot->loads[0].from = NULL;
	xb_emit_prompt_line(boot, &out);
	check_text("prompt", out.data, "source 0xC00000");
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

static void removals(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_make_node(boot, "/", "x");
	sample_last_edit(boot)->kind = XB_EDIT_REMOVE_NODE;
	sample_last_edit(boot)->path = xb_arena_strdup(&boot->arena, "/pl061@9030000");
	sample_last_edit(boot)->name = NULL;
	sample_make_node(boot, "/psci", "method");
	sample_last_edit(boot)->kind = XB_EDIT_REMOVE_PROPERTY;
	check_part("node", boot,
		   "\n# Remove /pl061@9030000\n" STEP("remove /pl061@9030000",
						      "fdt rm /pl061@9030000"),
		   true);
	check_part("property", boot,
		   "\n# Remove from /psci\n" STEP("remove /psci method", "fdt rm /psci method"),
		   true);
	xb_boot_free(boot);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

/* How deep LINE leaves the ifs that were DEPTH deep before it. */
static size_t depth_behind(const char *line, size_t length, size_t depth)
{
	const char *end = line + length;

	if (length >= 6 && memcmp(end - 6, "; then", 6) == 0)
		return depth + 1;
	for (; line + 1 < end && memcmp(line, "fi", 2) == 0; line += 4) {
		assert_int_not_equal(depth, 0);
		depth--;
	}
	return depth;
}

/* U-Boot's modern shell keeps the text once more for each if that is open; the parts are whole ones. */
static void many_steps_are_parts(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	size_t depth = 0, deepest = 0, begins = 0;
	char *text;

	(void)state;
	for (size_t i = 0; i < 300; i++)
		sample_set(boot, "/x", "p", XB_FORM_STRINGS, "v", 2);
	text = sample_source(boot, &diags);
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
		depth = depth_behind(line, strcspn(line, "\n"), depth);
		deepest = depth > deepest ? depth : deepest;
		begins += depth == 0 && strncmp(line, "fi", 2) == 0;
	}
	check_u64("open at the end", depth, 0);
	check_bool("not too deep", deepest <= 65, true);
	check_bool("several", begins > 4, true);
	check_u64("each is begun once", count(text, "\nif test \"${xb_part}\" = "), begins - 1);
	check_contains("from the end of the one before", text,
		       "setenv xb_part 3\nfi; fi; ");
	check_contains("and by nothing that is left over", text,
		       "fi; fi\nif test \"${xb_part}\" = 3; then\nsetenv xb_part\n");
	free(text);
	xb_boot_free(boot);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	enum xb_form form;
	const char *value;
	size_t length;
	const char *command; /* behind "fdt set /x " */
} values[] = {
	{"empty", XB_FORM_EMPTY, "", 0, "empty"},
	{"nothing", XB_FORM_STRINGS, "", 0, "nothing"},
	{"one", XB_FORM_STRINGS, "", 1, "one \"\""},
	{"status", XB_FORM_STRINGS, "okay", 5, "status okay"},
	{"list", XB_FORM_STRINGS, "a\0b c\0<d", 9, "list a 'b c' '<d'"},
	{"first-empty", XB_FORM_STRINGS, "\0[d", 4, "first-empty \"\" '[d'"},
	{"lines", XB_FORM_STRINGS, "a\n# b", 6, "lines 'a\n# b'"},
	{"count", XB_FORM_CELLS, "\0\0\0\x09", 4, "count <9>"},
	{"ten", XB_FORM_CELLS, "\0\0\0\x0a", 4, "ten <0xA>"},
	{"top", XB_FORM_CELLS, "\xff\xff\xff\xff\0\0\0\x02", 8, "top <0xFFFFFFFF 0x2>"},
	{"mac", XB_FORM_BYTES, "\xde\xad\x01", 3, "mac [DE AD 01]"},
	{"#odd", XB_FORM_BYTES, "\x0a", 1, "\\#odd [0A]"},
	{"#", XB_FORM_EMPTY, "", 0, "'#'"},
	{"#a b", XB_FORM_EMPTY, "", 0, "'#a b'"},
};

static void values_as_fdt_set_reads_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		struct xb_boot *boot = sample_boot();
		char *line = xb_format("; if fdt set /x %s; then\n", values[i].command);

		sample_set(boot, "/x", values[i].name, values[i].form, values[i].value,
			   values[i].length);
		check_part(values[i].name, boot, line, true);
		free(line);
		xb_boot_free(boot);
	}
}

/* hush counts words: 16 cells stand bare, 17 are one quoted word. */
static void long_lists_are_one_word(void **state)
{
	static const char zeros[68];
	struct xb_boot *boot = sample_boot();

	(void)state;
	sample_set(boot, "/x", "c16", XB_FORM_CELLS, zeros, 64);
	sample_set(boot, "/x", "c17", XB_FORM_CELLS, zeros, 68);
	sample_set(boot, "/x", "b16", XB_FORM_BYTES, zeros, 16);
	sample_set(boot, "/x", "b17", XB_FORM_BYTES, zeros, 17);
	check_part("16 cells", boot, "c16 <0x0 0x0", true);
	check_part("17 cells", boot, "c17 '<0x0 0x0", true);
	check_part("17 cells", boot, " 0x0>'; then\n", true);
	check_part("16 bytes", boot, "b16 [00 00", true);
	check_part("17 bytes", boot, "b17 '[00 00", true);
	check_part("17 bytes", boot, " 00]'; then\n", true);
	xb_boot_free(boot);
}

/* ---- Refusals, each beside its nearest accepted neighbour ------------------------------------ */

enum { ACCEPTED = XB_CODE_COUNT };

static const struct {
	const char *label;
	enum xb_form form;
	const char *begin; /* then FILL up to LENGTH */
	char fill;
	size_t length;
	int code;
} limits[] = {
	{"begins with <", XB_FORM_STRINGS, "<a", '\0', 3, XB_CODE_QUOTING},
	{"begins with [", XB_FORM_STRINGS, "[a", '\0', 3, XB_CODE_QUOTING},
	{"< behind a blank", XB_FORM_STRINGS, " <a", '\0', 4, ACCEPTED},
	{"[ later", XB_FORM_STRINGS, "a[", '\0', 3, ACCEPTED},
	{"a string without its end", XB_FORM_STRINGS, "ab", 'c', 3, XB_CODE_QUOTING},
	{"5 bytes of cells", XB_FORM_CELLS, "", '\0', 5, XB_CODE_QUOTING},
	{"8 bytes of cells", XB_FORM_CELLS, "", '\0', 8, ACCEPTED},
	{"1024 bytes", XB_FORM_BYTES, "", 'x', 1024, ACCEPTED},
	{"1025 bytes", XB_FORM_BYTES, "", 'x', 1025, XB_CODE_VALUE_TOO_LONG},
	{"256 cells", XB_FORM_CELLS, "", 'x', 1024, ACCEPTED},
	{"257 cells", XB_FORM_CELLS, "", 'x', 1028, XB_CODE_VALUE_TOO_LONG},
	{"251 strings", XB_FORM_STRINGS, "", '\0', 251, ACCEPTED},
	{"252 strings", XB_FORM_STRINGS, "", '\0', 252, XB_CODE_VALUE_TOO_LONG},
};

static void check_limit(size_t row)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	char value[2048];
	char *text;

	memset(value, limits[row].fill, sizeof(value));
	memcpy(value, limits[row].begin, strlen(limits[row].begin));
	sample_set(boot, "/x", "name", limits[row].form, value, limits[row].length);
	text = sample_source(boot, &diags);
	check_bool(limits[row].label, text != NULL, limits[row].code == ACCEPTED);
	if (!text) {
		check_u64(limits[row].label, diags.count, 1);
		check_int(limits[row].label, (int)diags.items[0].code, limits[row].code);
		check_contains(limits[row].label, diags.items[0].message, "/x name");
		check_u64(limits[row].label, diags.items[0].line, boot->step_count);
	}
	free(text);
	xb_diags_clear(&diags);
	xb_boot_free(boot);
}

static void values_that_fdt_set_cannot_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(limits); i++)
		check_limit(i);
}

/* The longest command line: 1,023 characters and the NUL. */
static void a_command_line_of_1023_characters(void **state)
{
	(void)state;
	for (size_t length = 1023; length <= 1024; length++) {
		struct xb_boot *boot = sample_boot();
		struct xb_diags diags = {0};
		char line[1025] = {0};
		char *text;

		memset(line, '\'', length);
		sample_set(boot, "/chosen", "xen,xen-bootargs", XB_FORM_STRINGS, line, length + 1);
		text = sample_source(boot, &diags);
		check_bool("script", text != NULL, length == 1023);
		free(text);
		xb_diags_clear(&diags);
		xb_boot_free(boot);
	}
}

static void refuse(const char *label, struct xb_boot *boot, enum xb_code code, const char *part)
{
	struct xb_diags diags = {0};
	char *text = sample_source(boot, &diags);

	check_text(label, text, NULL);
	check_int(label, (int)diags.items[0].code, (int)code);
	check_contains(label, diags.items[0].message, part);
	xb_diags_clear(&diags);
}

static void descriptions_that_are_not_complete(void **state)
{
	struct xb_boot *boot = sample_boot();

	(void)state;
	boot->loads[2].size_known = false;
	refuse("kernel's size", boot, XB_CODE_FILE_MISSING, "dom0 kernel Image");
	boot->loads[2].size_known = true;
	boot->loads[4].size_known = false;
	check_part("a tree of unknown size", boot, "bcm2711-rpi-4-b.dtb, size not known\n", true);
	boot->loads[3].placed = false;
	refuse("ramdisk's address", boot, XB_CODE_NO_ROOM, "dom0 ramdisk");
	boot->loads[3].placed = true;
	boot->entrance.xen = XB_NONE;
	refuse("no Xen", boot, XB_CODE_MISSING_KEY, "Xen");
	boot->entrance.xen = 1;
	sample_load_by(boot, "mmc", "load mmc 0:1 # card");
	refuse("a comment", boot, XB_CODE_QUOTING, "load mmc 0:1 # card");
	sample_load_by(boot, "mmc", "load mmc 0:1\necho");
	refuse("a line break", boot, XB_CODE_QUOTING, "load mmc 0:1");
	xb_boot_free(boot);
}

/* ---- The line to type, and the command lines ------------------------------------------------- */

static const struct {
	const char *before, *command, *script, *line;
} prompts[] = {
	{NULL, "tftpboot", "boot2.scr", "dhcp; tftpboot 0xC00000 boot2.scr; source 0xC00000"},
	{NULL, "load mmc 0:1", "boot2.scr", "load mmc 0:1 0xC00000 boot2.scr; source 0xC00000"},
	{"usb start", "load usb 0:1", "rpi/boot2.scr",
	 "usb start; load usb 0:1 0xC00000 rpi/boot2.scr; source 0xC00000"},
	{"setenv autoload no; dhcp", "tftpboot", "boot2.scr",
	 "setenv autoload no; dhcp; tftpboot 0xC00000 boot2.scr; source 0xC00000"},
	{"usb start", "tftpboot", "boot2.scr",
	 "usb start; dhcp; tftpboot 0xC00000 boot2.scr; source 0xC00000"},
	{NULL, "load mmc 0:1", "my boot.scr",
	 "load mmc 0:1 0xC00000 'my boot.scr'; source 0xC00000"},
	{"a\033[2J", "tftpboot", "b", "a\\x1b[2J; dhcp; tftpboot 0xC00000 b; source 0xC00000"},
};

static void prompt_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(prompts); i++) {
		struct xb_boot *boot = sample_boot();
		struct xb_buf out = {0};

		if (prompts[i].before)
			sample_run_first(boot, prompts[i].before);
		sample_load_by(boot, strchr(prompts[i].command, ' ') ? "mmc" : "tftp",
			       prompts[i].command);
		boot->loads[0].file = xb_arena_strdup(&boot->arena, prompts[i].script);
		xb_emit_prompt_line(boot, &out);
		check_text(prompts[i].line, out.data, prompts[i].line);
		xb_buf_clear(&out);
		xb_boot_free(boot);
	}
}

static void command_lines(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_buf out = {0};

	(void)state;
	boot->domains[0].line.text = xb_arena_strdup(&boot->arena, "a=\033]0;x");
	xb_emit_cmdline(boot, NULL, &out);
	check_text("both", out.data,
		   "xen,xen-bootargs: console=dtuart dtuart=serial0 sched=null\n"
		   "xen,dom0-bootargs: a=\\x1b]0;x\n");
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_is_this),
		cmocka_unit_test(numbers_and_names_are_exact),
		cmocka_unit_test(text_from_outside_stays_in_its_comment),
		cmocka_unit_test(methods_differ_in_command_and_comment),
		cmocka_unit_test(commands_before_are_steps),
		cmocka_unit_test(overlays_are_loaded_and_applied),
		cmocka_unit_test(a_finished_tree_is_not_edited),
		cmocka_unit_test(sizes_are_the_boards_own),
		cmocka_unit_test(a_tree_is_copied_from_where_it_is),
		cmocka_unit_test(what_is_there_is_not_loaded),
		cmocka_unit_test(removals),
		cmocka_unit_test(many_steps_are_parts),
		cmocka_unit_test(values_as_fdt_set_reads_them),
		cmocka_unit_test(long_lists_are_one_word),
		cmocka_unit_test(values_that_fdt_set_cannot_hold),
		cmocka_unit_test(a_command_line_of_1023_characters),
		cmocka_unit_test(descriptions_that_are_not_complete),
		cmocka_unit_test(prompt_lines),
		cmocka_unit_test(command_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
