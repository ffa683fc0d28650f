/* SPDX-License-Identifier: MIT */
/* Scripts become descriptions: what is loaded, which modules there are, and where the ways part. */
#include "support.h"

#include "xenboot/import.h"

#define TREE "fdt addr 0x8400000\nfdt resize 0x1000\n"
#define CELLS "fdt set /chosen \\#address-cells <1>\nfdt set /chosen \\#size-cells <1>\n"
#define DOM0                                                                                       \
	"fdt mknode /chosen dom0\n"                                                                \
	"fdt set /chosen/dom0 compatible \"multiboot,kernel\" \"multiboot,module\"\n"              \
	"fdt set /chosen/dom0 reg <0x1000000 0x${kernel_size}>\n"
#define LOADS                                                                                      \
	"tftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\nsetenv kernel_size ${filesize}\n"        \
	"tftpboot 0x8400000 board.dtb\n"
#define BOOT "booti 0xE00000 - 0x8400000\n"

static void import(const char *script, struct xb_ways *ways, struct xb_diags *diags)
{
	const struct xb_import_config config = {.release = 202301};

	*diags = (struct xb_diags){0};
	assert_true(xb_import_script(&config, "boot.source", script, strlen(script), ways, diags));
}

static void describes_modules(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_boot *boot;
	const struct xb_load *kernel;

	(void)state;
	import(LOADS TREE CELLS DOM0
	       "fdt set /chosen xen,xen-bootargs \"console=dtuart dom0_mem=1G\"\n"
	       "fdt set /chosen xen,dom0-bootargs \"console=hvc0 root=/dev/ram0\"\n" BOOT,
	       &ways, &diags);
	check_int("ways", (intmax_t)ways.count, 1);
	boot = ways.items[0].boot;
	assert_non_null(boot);
	assert_non_null(xb_boot_xen(boot));
	check_text("Xen", xb_boot_xen(boot)->file, "xen");
	check_u64("Xen's address", xb_boot_xen(boot)->address, 0xE00000);
	kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	assert_non_null(kernel);
	check_text("kernel", kernel->file, "Image");
	check_text("kernel", kernel->title, "dom0 kernel");
	check_text("tree", xb_boot_tree(boot)->file, "board.dtb");
	check_text("Xen's line", boot->xen_line.text, "console=dtuart dom0_mem=1G");
	check_int("its line", boot->xen_line.at.line, 12);
	check_text("dom0's line", xb_boot_dom0(boot)->line.text, "console=hvc0 root=/dev/ram0");
	check_text("door", boot->entrance.door->name, "booti");
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* A size that is another file's is known for what it is. */
static void sizes_are_of_files(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_boot *boot;
	const struct xb_module *kernel = NULL;

	(void)state;
	import("tftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\ntftpboot 0x8400000 board.dtb\n"
	       "setenv kernel_size ${filesize}\n" TREE CELLS DOM0 BOOT,
	       &ways, &diags);
	boot = ways.items[0].boot;
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_KERNEL)
			kernel = &boot->modules[i];
	assert_non_null(kernel);
	check_text("it is", boot->loads[kernel->load].file, "Image");
	check_text("its size", boot->loads[kernel->size_of].file, "board.dtb");
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* Both ways of a condition that the board alone can answer are followed, and neither where it is known. */
static void follows_both_ways(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;

	(void)state;
	import("if load mmc 0:1 0xE00000 xen; then setenv a 1; else load mmc 1:1 0xE00000 xen; fi\n" BOOT,
	       &ways, &diags);
	check_int("a load", (intmax_t)ways.count, 2);
	check_text("the first", ways.items[0].when, NULL);
	check_text("the second", ways.items[1].when, "`load mmc 0:1 0xE00000 xen` fails");
	check_text("its command", xb_boot_xen(ways.items[1].boot)->from->command, "load mmc 1:1");
	xb_ways_clear(&ways);
	import("if test a = a; then setenv a 1; fi\n" BOOT, &ways, &diags);
	check_int("a known one", (intmax_t)ways.count, 1);
	xb_ways_clear(&ways);
	import("if test ${devtype} = mmc; then setenv a 1; fi\n" BOOT, &ways, &diags);
	check_int("a variable of the board's", (intmax_t)ways.count, 2);
	check_text("said", ways.items[1].when, "`${devtype} = mmc` is false");
	xb_ways_clear(&ways);
	import("if env exists fdtfile; then setenv a 1; fi\n" BOOT, &ways, &diags);
	check_int("is one of the board's there", (intmax_t)ways.count, 2);
	xb_ways_clear(&ways);
	import("setenv fdtfile a\nif env exists fdtfile; then setenv a 1; fi\n" BOOT, &ways, &diags);
	check_int("one of its own is", (intmax_t)ways.count, 1);
	xb_ways_clear(&ways);
	import("if run prefix; then setenv a 1; fi\n" BOOT, &ways, &diags);
	check_int("does what the board runs succeed", (intmax_t)ways.count, 2);
	xb_ways_clear(&ways);
	import("${prefix} 0xE00000 xen\n" BOOT, &ways, &diags);
	check_text("a load of the board's", xb_boot_xen(ways.items[0].boot)->file, "xen");
	check_text("its command", xb_boot_xen(ways.items[0].boot)->from->command, "${prefix}");
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* Many questions, one behind another: the ways are bounded. */
static void ways_are_bounded(void **state)
{
	struct xb_buf script = {0};
	struct xb_ways ways;
	struct xb_diags diags;

	(void)state;
	for (int i = 0; i < 100; i++)
		xb_buf_puts(&script, "if load mmc 0:1 0xE00000 xen; then true; fi\n");
	xb_buf_puts(&script, BOOT);
	import(script.data, &ways, &diags);
	check_int("cut", ways.cut, 1);
	check_int("not too many", ways.count < 100, 1);
	xb_ways_clear(&ways);
	xb_buf_clear(&script);
	xb_diags_clear(&diags);
}

static void no_entry_no_description(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;

	(void)state;
	import(LOADS "reset\n" BOOT, &ways, &diags);
	check_int("one way", (intmax_t)ways.count, 1);
	assert_null(ways.items[0].boot);
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* Guests by their nodes. */
static void describes_guests(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_boot *boot;

	(void)state;
	import(LOADS "tftpboot 0x2000000 Image-guest\n" TREE CELLS DOM0
	       "fdt mknode /chosen domU1\n"
	       "fdt set /chosen/domU1 compatible \"xen,domain\"\n"
	       "fdt set /chosen/domU1 \\#address-cells <1>\n"
	       "fdt set /chosen/domU1 \\#size-cells <1>\n"
	       "fdt set /chosen/domU1 memory <0 0x40000>\n"
	       "fdt set /chosen/domU1 cpus <2>\n"
	       "fdt mknode /chosen/domU1 module@2000000\n"
	       "fdt set /chosen/domU1/module@2000000 compatible \"multiboot,kernel\" \"multiboot,module\"\n"
	       "fdt set /chosen/domU1/module@2000000 reg <0x2000000 0x100000>\n"
	       "fdt set /chosen/domU1/module@2000000 bootargs \"console=ttyAMA0\"\n" BOOT,
	       &ways, &diags);
	boot = ways.items[0].boot;
	check_int("domains", (intmax_t)boot->domain_count, 2);
	for (size_t i = 0; i < boot->domain_count; i++) {
		if (boot->domains[i].hardware)
			continue;
		check_text("its name", boot->domains[i].name, "domU1");
		check_u64("memory", boot->domains[i].memory.value, 256u << 20);
		check_u64("cpus", boot->domains[i].cpus.value, 2);
		check_text("its line", boot->domains[i].line.text, "console=ttyAMA0");
		check_text("its kernel",
			   xb_domain_load(boot, &boot->domains[i], XB_MODULE_KERNEL)->file,
			   "Image-guest");
	}
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* Of what nodes are that the tree has and the script only fills, their names tell. */
static void describes_nodes_of_the_tree(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_boot *boot;
	const struct xb_module *policy = NULL;

	(void)state;
	import("tftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\ntftpboot 0x2000000 policy.bin\n"
	       "tftpboot 0x8400000 board.dtb\n" TREE
	       "fdt set /chosen/xenpolicy reg <0x0 0x2000000 0x0 0x1000>\n"
	       "fdt set /chosen/dom0 reg <0x0 0x1000000 0x0 0x800000>\n" BOOT,
	       &ways, &diags);
	boot = ways.items[0].boot;
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_POLICY)
			policy = &boot->modules[i];
	assert_non_null(policy);
	check_text("the policy", boot->loads[policy->load].file, "policy.bin");
	assert_non_null(xb_dom0_load(boot, XB_MODULE_KERNEL));
	check_text("the kernel", xb_dom0_load(boot, XB_MODULE_KERNEL)->file, "Image");
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* What only the board knows stands in a line by its name, and is no word of it. */
static void a_line_of_the_board_is_partial(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_line *line;

	(void)state;
	import(LOADS TREE CELLS DOM0 "fdt set /chosen xen,dom0-bootargs \"console=hvc0 ${bootfile} quiet\"\n" BOOT,
	       &ways, &diags);
	line = &xb_boot_dom0(ways.items[0].boot)->line;
	check_text("text", line->text, "console=hvc0 ${bootfile} quiet");
	check_bool("partial", line->partial, true);
	check_u64("words", line->count, 2);
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

/* What the entry is given beside Xen: a ramdisk, and the line of the environment. */
static void the_entry_adds_to_the_tree(void **state)
{
	struct xb_ways ways;
	struct xb_diags diags;
	const struct xb_boot *boot;

	(void)state;
	import("setenv bootargs console=dtuart\n" LOADS "tftpboot 0x2000000 rd\n" TREE CELLS DOM0
	       "fdt set /chosen bootargs lost\nfdt set /chosen/dom0 bootargs console=hvc0\n"
	       "booti 0xE00000 0x2000000:100 0x8400000\n",
	       &ways, &diags);
	boot = ways.items[0].boot;
	check_text("Xen's line", boot->xen_line.text, "console=dtuart");
	check_int("where it was set", boot->xen_line.at.line, 1);
	check_text("dom0's line", xb_boot_dom0(boot)->line.text, "console=hvc0");
	assert_non_null(xb_dom0_load(boot, XB_MODULE_RAMDISK));
	check_text("the ramdisk", xb_dom0_load(boot, XB_MODULE_RAMDISK)->file, "rd");
	check_u64("its size", xb_dom0_load(boot, XB_MODULE_RAMDISK)->size, 0x100);
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(describes_modules), cmocka_unit_test(sizes_are_of_files),
		cmocka_unit_test(follows_both_ways), cmocka_unit_test(ways_are_bounded),
		cmocka_unit_test(no_entry_no_description), cmocka_unit_test(describes_guests),
		cmocka_unit_test(describes_nodes_of_the_tree),
		cmocka_unit_test(a_line_of_the_board_is_partial),
		cmocka_unit_test(the_entry_adds_to_the_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
