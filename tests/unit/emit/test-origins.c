/* SPDX-License-Identifier: MIT */
/* Each line of a script, and of the command lines, leads back to what the profile says. */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"
#include "unit/emit/keys.h"

static const char profile_text[] =
	"format: 1\n"
	"board: {memory: [{start: 0, size: 1G}]}\n"
	"load:\n"
	"  method: mmc\n"
	"  device: \"0:1\"\n"
	"  before: [usb start, 'echo \"ready\"']\n"
	"  prefix: boot/\n"
	"  script-address: 0xC00000\n"
	"xen:\n"
	"  file: xen\n"
	"  address: 0xE00000\n"
	"  options:\n"
	"    console: dtuart\n"
	"    vwfi: native\n"
	"    no-ats: true\n"
	"  extra: loglvl=all guest_loglvl=all\n"
	"device-tree:\n"
	"  file: t.dtb\n"
	"  padding: 4K\n"
	"  overlays: [i2c.dtbo]\n"
	"  edits:\n"
	"    - path: /soc\n"
	"      set: {status: okay}\n"
	"    - {path: /aliases, remove: serial0}\n"
	"dom0:\n"
	"  kernel:\n"
	"    file: Image\n"
	"    load-as: kernel.img\n"
	"    size: 8192\n"
	"  ramdisk: rd\n"
	"  options:\n"
	"    printk.time: 1\n"
	"    console: [hvc0, tty0]\n"
	"output:\n"
	"  cells: 1\n";

static struct planned plan(const char *text)
{
	const struct tree_row overlay[] = {
		NODE("fragment@0"), TEXT("target-path", "/soc"), NODE("__overlay__"),
		TEXT("i2c", "on"), END, END, {0},
	};
	struct planned planned;
	size_t size;
	void *blob = tree_make(overlay, &size);

	put_boot_files();
	put_bytes("i2c.dtbo", blob, size);
	free(blob);
	planned = plan_from(text);
	check_diags("plan", &planned.diags, "");
	assert_non_null(planned.boot);
	return planned;
}

/* ---- From a line to keys -------------------------------------------------------------------- */

/* The number of the first line of TEXT with PART in it; 0: there is none. */
static uint32_t line_of(const char *text, const char *part)
{
	const char *found = strstr(text, part);
	uint32_t line = 1;

	for (const char *at = text; found && at < found; at++)
		line += *at == '\n';
	return found ? line : 0;
}

struct row {
	const char *part; /* of the line */
	const char *keys;
};

static void check_rows(const struct planned *planned, const struct xb_origins *origins,
		       const char *text, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t line = line_of(text, rows[i].part);
		char *keys = keys_of(planned->profile, origins, line);

		if (!line)
			fail_msg("no line has '%s':\n%s", rows[i].part, text);
		check_text(rows[i].part, keys, rows[i].keys);
		free(keys);
	}
}

static void check_order(const struct xb_origins *origins)
{
	for (size_t i = 1; i < origins->count; i++)
		check_bool("rows by line",
			   origins->items[i - 1].line <= origins->items[i].line, true);
}

#define LOADED "load.prefix load.method load.device"

static void lines_of_a_script(void **state)
{
	static const struct row rows[] = {
		{"made by xenboot", ""},
		{"#   0xE00000 ", "xen.file xen.address"},
		{"dom0 kernel   boot/kernel.img", "dom0.kernel.file dom0.kernel.load-as dom0.kernel.size"},
		{"# Make ready", ""},
		{"if usb start; then", "load.before.0"},
		{"setenv xb_command", "load.before.1"},
		{"if run xb_command; then", "load.before.1"},
		{"# Load files from", "load.method load.device"},
		{"if load mmc 0:1 0xE00000 boot/xen;", "xen.file xen.address " LOADED},
		{"boot/kernel.img; then", "dom0.kernel.file dom0.kernel.load-as " LOADED},
		{"if test \"${filesize}\" = 2000;", "dom0.kernel.file dom0.kernel.size"},
		{"boot/rd; then", "dom0.ramdisk.file " LOADED},
		{"boot/i2c.dtbo; then", "device-tree.overlays.0.file " LOADED},
		{"boot/t.dtb; then", "device-tree.file " LOADED},
		{"# Edit the device tree,", ""},
		{"if fdt addr 0x", "device-tree.file"},
		{"if fdt resize 0x1000;", "device-tree.padding"},
		{"# Apply overlay", "device-tree.overlays.0.file"},
		{"if fdt apply 0x", "device-tree.overlays.0.file"},
		{"if fdt set /soc status okay;", "device-tree.edits.0.set.status"},
		{"if fdt rm /aliases serial0;", "device-tree.edits.1.path"},
		{"if fdt set /chosen \\#size-cells <1>;", "output.cells"},
		{"if fdt set /chosen xen,xen-bootargs",
		 "xen.options.console xen.options.vwfi xen.options.no-ats xen.extra"},
		{"if fdt set /chosen xen,dom0-bootargs",
		 "dom0.options.printk.time dom0.options.console dom0.options.console"},
		{"if fdt mknod /chosen dom0;", "dom0.kernel.file"},
		{"if fdt set /chosen/dom0 reg",
		 "dom0.kernel.file dom0.kernel.load-as dom0.kernel.size"},
		{"if fdt set /chosen/dom0-ramdisk reg", "dom0.ramdisk.file"},
		{"setenv fdt_high", ""},
		{"booti 0x", "xen.file xen.address device-tree.file"},
		{"fi; fi", ""},
		{"STOPPED", ""},
	};
	struct planned planned = plan(profile_text);
	struct xb_origins origins = {0};
	struct xb_emit_options options = {.origins = &origins};
	struct xb_buf out = {0};

	(void)state;
	assert_true(xb_emit_source(planned.boot, &options, &out, &planned.diags));
	check_rows(&planned, &origins, out.data, rows, XB_COUNT(rows));
	check_order(&origins);
	xb_origins_clear(&origins);
	check_u64("cleared", origins.count, 0);
	xb_buf_clear(&out);
	plan_free(&planned);
}

static void a_script_is_the_same_without(void **state)
{
	struct planned planned = plan(profile_text);
	struct xb_origins origins = {0};
	struct xb_emit_options with = {.origins = &origins}, without = {0};
	struct xb_buf a = {0}, b = {0};

	(void)state;
	assert_true(xb_emit_source(planned.boot, &with, &a, &planned.diags));
	assert_true(xb_emit_source(planned.boot, &without, &b, &planned.diags));
	check_text("script", a.data, b.data);
	xb_origins_clear(&origins);
	xb_buf_clear(&a);
	xb_buf_clear(&b);
	plan_free(&planned);
}

static void own_words_that_load(void **state)
{
	static const char text[] =
		"format: 1\n"
		"board: {memory: [{start: 0, size: 1G}]}\n"
		"load: {method: command, device: \"0:9\", command: 'load $dev'}\n"
		"xen: {file: xen}\n"
		"device-tree: {file: t.dtb}\n"
		"dom0: {kernel: Image}\n"
		"output: {emit: both, name: out}\n";
	static const struct row rows[] = {
		/* Such a line is written on two: the words, and the step that runs them. */
		{"setenv xb_command 'load $dev 0xE00000 xen'", "xen.file load.method load.command"},
		{"setenv xb_step 'load xen to 0xE00000'", "xen.file load.method load.command"},
		/* The tree that is loaded is the one that was made. */
		{"setenv xb_step 'load out.dtb", "device-tree.file output.name load.method load.command"},
	};
	struct planned planned = plan(text);
	struct xb_origins origins = {0};
	struct xb_emit_options options = {.origins = &origins};
	struct xb_buf out = {0};

	(void)state;
	assert_true(xb_emit_source(planned.boot, &options, &out, &planned.diags));
	check_rows(&planned, &origins, out.data, rows, XB_COUNT(rows));
	xb_origins_clear(&origins);
	xb_buf_clear(&out);
	plan_free(&planned);
}

/* ---- Command lines -------------------------------------------------------------------------- */

static void both_command_lines(void **state)
{
	static const struct row rows[] = {
		{"xen,xen-bootargs: ",
		 "xen.options.console xen.options.vwfi xen.options.no-ats xen.extra"},
		{"xen,dom0-bootargs: ",
		 "dom0.options.printk.time dom0.options.console dom0.options.console"},
	};
	struct planned planned = plan(profile_text);
	struct xb_origins origins = {0};
	struct xb_buf out = {0};

	(void)state;
	xb_emit_cmdline(planned.boot, &origins, &out);
	check_rows(&planned, &origins, out.data, rows, XB_COUNT(rows));
	xb_origins_clear(&origins);
	xb_buf_clear(&out);
	plan_free(&planned);
}

static void a_line_from_an_edit(void **state)
{
	static const char text[] =
		"format: 1\n"
		"board: {memory: [{start: 0, size: 1G}]}\n"
		"xen: {file: xen, options: {vwfi: trap}}\n"
		"device-tree:\n"
		"  file: t.dtb\n"
		"  edits: [{path: /chosen, set: {bootargs: quiet}}]\n"
		"dom0: {kernel: Image, options: {ro: true}}\n";
	static const struct row rows[] = {
		{"xen,xen-bootargs: vwfi=trap", "xen.options.vwfi"},
		{"xen,dom0-bootargs: ro", "dom0.options.ro"},
		{"bootargs, which no one reads: quiet", "device-tree.edits.0.set.bootargs"},
	};
	struct planned planned = plan(text);
	struct xb_origins origins = {0};
	struct xb_buf out = {0};

	(void)state;
	xb_emit_cmdline(planned.boot, &origins, &out);
	check_rows(&planned, &origins, out.data, rows, XB_COUNT(rows));
	xb_origins_clear(&origins);
	xb_buf_clear(&out);
	plan_free(&planned);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(lines_of_a_script),
		in_folder(a_script_is_the_same_without),
		in_folder(own_words_that_load),
		in_folder(both_command_lines),
		in_folder(a_line_from_an_edit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
