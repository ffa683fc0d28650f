/* SPDX-License-Identifier: MIT */
/*
 * The two scripts of "Building Xen With Yocto": what is wrong with them is found, and what is built from the profiles
 * that they become means the same to Xen.
 */
#include "unit/base/folder.h"
#include "unit/boot/files.h"

#include <libfdt.h>

#include "xenboot/import.h"
#include "xenboot/session.h"

#define TREE_FILE "bcm2711-rpi-4-b.dtb"
#define EDITS(cells, high)                                                                         \
	"fdt addr 0x8400000\nfdt resize 1024\n"                                                    \
	"fdt set /chosen \\#address-cells <" cells ">\nfdt set /chosen \\#size-cells <" cells ">\n"    \
	"fdt set /chosen xen,xen-bootargs \"console=dtuart dtuart=serial0 dom0_mem=1G "            \
	"dom0_max_vcpus=1 bootscrub=0 vwfi=native sched=null\"\n"                                  \
	"fdt mknod /chosen dom0\n"                                                                 \
	"fdt set /chosen/dom0 compatible \"xen,linux-zimage\" \"xen,multiboot-module\"\n"          \
	"fdt set /chosen/dom0 reg <" high "0x1000000 " high "0x108AA00>\n"                         \
	"fdt set /chosen xen,dom0-bootargs \"console=hvc0 earlycon=xen earlyprintk=xen "           \
	"clk_ignore_unused root=/dev/ram0\"\n"                                                     \
	"fdt mknod /chosen dom0-ramdisk\n"                                                         \
	"fdt set /chosen/dom0-ramdisk compatible \"xen,linux-initrd\" \"xen,multiboot-module\"\n"  \
	"fdt set /chosen/dom0-ramdisk reg <" high "0x2200000 " high "0x6013E86>\n"                 \
	"setenv fdt_high 0xffffffffffffffff\nbooti 0xE00000 - 0x8400000\n"

static const struct seed {
	const char *name, *script;
	size_t missing; /* modules that are not loaded */
} seeds[] = {
	{"step 5",
	 "tftpb 0xE00000 xen\ntftpb 0x1000000 Image\n"
	 "tftpb 0x2200000 xen-image-minimal-raspberrypi4-64.cpio.gz\n"
	 "tftpb 0x8400000 " TREE_FILE "\n" EDITS("2", "0x0 "),
	 0},
	{"3.3",
	 "tftpb 0xE00000 xen\ntftpb 0x1000000 Image-dom0\n"
	 "#tftpb 0x2200000 xen-image-minimal-raspberrypi4-64.cpio.gz\n"
	 "tftpb 0x8400000 " TREE_FILE "\n" EDITS("1", ""),
	 1},
};

static void put_seed_files(void)
{
	put_image("xen", 4096, 8192);
	put_tree(TREE_FILE, true);
}

/* The description of the likely way through SCRIPT. */
static const struct xb_boot *run(const char *script, struct xb_ways *ways)
{
	const struct xb_import_config config = {.files_dir = "."};
	struct xb_diags diags = {0};

	assert_true(xb_import_script(&config, "boot.source", script, strlen(script), ways, &diags));
	xb_diags_clear(&diags);
	assert_non_null(ways->items[0].boot);
	assert_non_null(ways->items[0].boot->edited);
	return ways->items[0].boot;
}

/* ---- Equal trees ---- */

static int count_of(const void *blob, int node, bool properties)
{
	int count = 0, at;

	if (properties)
		fdt_for_each_property_offset(at, blob, node) count++;
	else
		fdt_for_each_subnode(at, blob, node) count++;
	return count;
}

static void expect_same_node(const char *label, const void *a, int left, const void *b, int right)
{
	int at;

	check_int(label, count_of(a, left, true), count_of(b, right, true));
	check_int(label, count_of(a, left, false), count_of(b, right, false));
	fdt_for_each_property_offset(at, a, left)
	{
		const char *name;
		int length, other_length;
		const void *value = fdt_getprop_by_offset(a, at, &name, &length);
		const void *other = fdt_getprop(b, right, name, &other_length);

		check_bool(name, other != NULL, true);
		check_int(name, other_length, length);
		check_int(name, memcmp(value, other, (size_t)length), 0);
	}
	fdt_for_each_subnode(at, a, left)
	{
		const char *name = fdt_get_name(a, at, NULL);
		const int other = fdt_subnode_offset(b, right, name);

		check_bool(name, other >= 0, true);
		expect_same_node(name, a, at, b, other);
	}
}

static void expect_same_chosen(const char *label, const void *a, const void *b)
{
	const int left = fdt_path_offset(a, "/chosen"), right = fdt_path_offset(b, "/chosen");

	check_bool(label, left >= 0 && right >= 0, true);
	expect_same_node(label, a, left, b, right);
}

/* ---- Built from the profile ---- */

static void import_and_build(const struct seed *seed, const struct xb_boot *boot,
			     struct xb_outputs *outputs)
{
	const struct xb_import_names names = {.source = "boot.source", .profile = "boot",
						.board = "rpi4-4g"};
	const struct xb_session_config config = {.emit_words = "script,dtb"};
	const struct xb_emit_options options = {0};
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf profile = {0};

	xb_import_profile(boot, &names, &profile, &diags);
	assert_true(xb_session_open_text(session, "boot.yaml", profile.data, profile.length));
	check_bool(seed->name, xb_session_emit(session, ".", &options, outputs, &diags), true);
	xb_buf_clear(&profile);
	xb_diags_clear(&diags);
	xb_session_free(session);
}

static const struct xb_buf *output_named(const struct xb_outputs *outputs, const char *suffix)
{
	for (size_t i = 0; i < outputs->count; i++) {
		const char *path = outputs->items[i].path;

		if (strlen(path) > strlen(suffix) &&
		    !strcmp(path + strlen(path) - strlen(suffix), suffix))
			return &outputs->items[i].data;
	}
	return NULL;
}

static void expect_same_places(const struct xb_boot *a, const struct xb_boot *b)
{
	check_u64("Xen", xb_boot_xen(b)->address, xb_boot_xen(a)->address);
	check_u64("tree", xb_boot_tree(b)->address, xb_boot_tree(a)->address);
	check_text("door", b->entrance.door->name, a->entrance.door->name);
	for (int kind = XB_MODULE_KERNEL; kind <= XB_MODULE_RAMDISK; kind++)
		check_u64("module", xb_dom0_load(b, (enum xb_module_kind)kind)->address,
			  xb_dom0_load(a, (enum xb_module_kind)kind)->address);
}

static void build_is_equal(void **state)
{
	(void)state;
	put_seed_files();
	for (size_t i = 0; i < XB_COUNT(seeds); i++) {
		struct xb_outputs outputs = {0};
		struct xb_ways by_hand, built;
		const struct xb_boot *boot = run(seeds[i].script, &by_hand), *again;
		const struct xb_buf *script, *tree;

		import_and_build(&seeds[i], boot, &outputs);
		script = output_named(&outputs, ".source");
		tree = output_named(&outputs, ".dtb");
		assert_non_null(script);
		assert_non_null(tree);
		expect_same_chosen(seeds[i].name, boot->edited->blob, tree->data);
		again = run(script->data, &built);
		expect_same_chosen(seeds[i].name, boot->edited->blob, again->edited->blob);
		expect_same_places(boot, again);
		xb_ways_clear(&built);
		xb_ways_clear(&by_hand);
		xb_outputs_clear(&outputs);
	}
}

/* Errors alone: what the rest says is for who reads it. */
static void faults_are_found(void **state)
{
	(void)state;
	put_seed_files();
	for (size_t i = 0; i < XB_COUNT(seeds); i++) {
		const struct xb_session_config config = {.board_name = "rpi4-4g"};
		const struct xb_import_source source = {.name = "boot.source",
							.bytes = seeds[i].script,
							.length = strlen(seeds[i].script)};
		struct xb_session *session = xb_session_new(&config);
		const struct xb_diags *diags;
		size_t missing = 0, errors = 0;

		assert_true(xb_session_open_import(session, &source));
		diags = xb_session_diags(session);
		for (size_t k = 0; k < diags->count; k++) {
			const struct xb_diag *diag = &diags->items[k];

			errors += diag->severity == XB_ERROR;
			if (diag->code != XB_CODE_NOT_LOADED)
				continue;
			missing++;
			check_int(seeds[i].name, diag->line, 16);
			check_contains(seeds[i].name, diag->message, "dom0 ramdisk");
		}
		check_u64(seeds[i].name, missing, seeds[i].missing);
		check_u64(seeds[i].name, errors, missing);
		xb_session_free(session);
	}
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {in_folder(build_is_equal), in_folder(faults_are_found)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
