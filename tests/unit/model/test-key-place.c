/* SPDX-License-Identifier: MIT */
/* From a place in a profile's file to the key that is written there, and back. */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include "xenboot/model.h"

static const char base_text[] =
	"format: 1\n"                                    /* 1 */
	"board: {memory: [{start: 0, size: 1G}]}\n"      /* 2 */
	"xen:\n"                                         /* 3 */
	"  file: xen\n"                                  /* 4 */
	"  options: {vwfi: trap, console: dtuart}\n"     /* 5 */
	"device-tree: {file: t.dtb}\n"                   /* 6 */
	"dom0: {kernel: Image}\n";                       /* 7 */

static const char text[] =
	"extends: ./base.yaml\n"                         /* 1 */
	"# a comment\n"                                  /* 2 */
	"xen:\n"                                         /* 3 */
	"  options:\n"                                   /* 4 */
	"    vwfi: native\n"                             /* 5 */
	"    sync_console: true\n"                       /* 6 */
	"    printk.time: 1\n"                           /* 7 */
	"    dom0: [sve=128, sve=0]\n"                   /* 8 */
	"  extra: \"a=1  b\"\n"                          /* 9 */
	"device-tree:\n"                                 /* 10 */
	"  overlays: i2c.dtbo\n"                         /* 11 */
	"  edits:\n"                                     /* 12 */
	"    - path: /chosen\n"                          /* 13 */
	"      set: {x: [a, b], \"a.b\": c}\n"           /* 14 */
	"dom0:\n"                                        /* 15 */
	"  ramdisk: rd.gz\n"                             /* 16 */
	"  kernel: {address: 0x1000000}\n"               /* 17 */
	"load: {before: [usb start, dhcp], method: mmc, device: \"0:1\"}\n" /* 18 */
	"output:\n"                                      /* 19 */
	"  emit:\n"                                      /* 20 */
	"    - script\n"                                 /* 21 */
	"    - dtb\n";                                   /* 22 */

static struct xb_profile *open_profile(void)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile;

	folder_write("base.yaml", base_text);
	profile = xb_profile_parse(data, "./p.yaml", text, strlen(text), &diags);
	check_diags("profile", &diags, "");
	assert_non_null(profile);
	xb_data_free(data);
	return profile;
}

/* ---- The key of a place --------------------------------------------------------------------- */

static void the_deepest_key_at_a_place(void **state)
{
	static const struct {
		const char *file;
		uint32_t line, column;
		const char *key;
	} rows[] = {
		{"./p.yaml", 1, 1, "extends"},
		{"./p.yaml", 1, 10, "extends"},
		{"./p.yaml", 2, 3, NULL},          /* a comment */
		{"./p.yaml", 3, 1, "xen"},
		{"./p.yaml", 4, 3, "xen.options"}, /* the section's first key, and the section's value */
		{"./p.yaml", 5, 5, "xen.options.vwfi"},
		{"./p.yaml", 5, 11, "xen.options.vwfi"},
		{"./p.yaml", 5, 14, "xen.options.vwfi"}, /* inside the value */
		{"./p.yaml", 5, 2, NULL},          /* before all in the line */
		{"./p.yaml", 6, 19, "xen.options.sync_console"},
		{"./p.yaml", 7, 5, "xen.options.printk.time"},
		{"./p.yaml", 7, 18, "xen.options.printk.time"},
		{"./p.yaml", 8, 11, "xen.options.dom0"},
		{"./p.yaml", 8, 21, "xen.options.dom0"}, /* each of its values */
		{"./p.yaml", 9, 10, "xen.extra"},
		{"./p.yaml", 11, 3, "device-tree.overlays"},
		{"./p.yaml", 11, 13, "device-tree.overlays.0.file"},
		{"./p.yaml", 13, 5, "device-tree.edits"}, /* the dash; its item begins behind it */
		{"./p.yaml", 13, 7, "device-tree.edits.0.path"},
		{"./p.yaml", 14, 12, "device-tree.edits.0.set"},
		{"./p.yaml", 14, 13, "device-tree.edits.0.set.x"},
		{"./p.yaml", 14, 20, "device-tree.edits.0.set.x.1"},
		{"./p.yaml", 14, 24, "device-tree.edits.0.set.x.1"}, /* "a.b" is no part of a key */
		{"./p.yaml", 16, 3, "dom0.ramdisk"},
		{"./p.yaml", 16, 12, "dom0.ramdisk.file"},
		{"./p.yaml", 17, 11, "dom0.kernel"},
		{"./p.yaml", 17, 12, "dom0.kernel.address"},
		{"./p.yaml", 17, 80, "dom0.kernel.address"},
		{"./p.yaml", 18, 17, "load.before.0"},
		{"./p.yaml", 18, 28, "load.before.1"},
		{"./p.yaml", 18, 43, "load.method"},
		{"./p.yaml", 22, 7, "output.emit.1"},
		{"./p.yaml", 23, 1, NULL},
		{"./p.yaml", 0, 0, NULL},
		/* What the base brings, and what it would have brought. */
		{"./base.yaml", 2, 18, "board.memory.0"},
		{"./base.yaml", 2, 35, "board.memory.0.size"},
		{"./base.yaml", 4, 9, "xen.file"},
		{"./base.yaml", 5, 13, "xen.options.vwfi"},
		{"./base.yaml", 7, 16, "dom0.kernel.file"},
		{"other.yaml", 1, 1, NULL},
		{NULL, 1, 1, NULL},
	};
	struct xb_profile *profile = open_profile();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_pos at = {rows[i].file, rows[i].line, rows[i].column};
		char *label = xb_format("%s:%u:%u", at.file ? at.file : "nowhere",
					(unsigned)at.line, (unsigned)at.column);
		char *key = xb_profile_key_at(profile, at);

		check_text(label, key, rows[i].key);
		free(key);
		free(label);
	}
	xb_profile_free(profile);
}

/* ---- The place of a key --------------------------------------------------------------------- */

static void the_place_of_a_value(void **state)
{
	static const struct {
		const char *key;
		const char *file; /* NULL: the profile does not have it */
		uint32_t line, column;
	} rows[] = {
		{"xen.options.vwfi", "./p.yaml", 5, 11},
		{"xen.options.console", "./base.yaml", 5, 34},
		{"xen.options.printk.time", "./p.yaml", 7, 18},
		{"xen.options.dom0", "./p.yaml", 8, 11},
		{"xen.options.sched", NULL, 0, 0},
		{"xen.file", "./base.yaml", 4, 9},
		{"xen.address", NULL, 0, 0},
		{"dom0.kernel.file", "./base.yaml", 7, 16},
		{"dom0.kernel.address", "./p.yaml", 17, 21},
		{"dom0.ramdisk", "./p.yaml", 16, 12},
		{"dom0.ramdisk.file", "./p.yaml", 16, 12},
		{"dom0.ramdisk.size", NULL, 0, 0},
		{"dom0.ramdisk.file.file", NULL, 0, 0},
		{"device-tree.overlays.0", "./p.yaml", 11, 13},
		{"device-tree.overlays.0.file", "./p.yaml", 11, 13},
		{"device-tree.overlays.1.file", NULL, 0, 0},
		{"device-tree.edits.0.path", "./p.yaml", 13, 13},
		{"load.before.1", "./p.yaml", 18, 28},
		{"load.before.2", NULL, 0, 0},
		{"output.emit", "./p.yaml", 21, 5},
		{"board.memory.0.size", "./base.yaml", 2, 35},
		{"", NULL, 0, 0},
	};
	struct xb_profile *profile = open_profile();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_pos at = {0};

		check_bool(rows[i].key, xb_profile_where(profile, rows[i].key, &at),
			   rows[i].file != NULL);
		check_text(rows[i].key, at.file, rows[i].file);
		check_u64(rows[i].key, at.line, rows[i].line);
		check_u64(rows[i].key, at.column, rows[i].column);
	}
	xb_profile_free(profile);
}

static void a_file_written_short_is_found_by_its_key(void **state)
{
	static const char *const rows[][2] = {
		{"dom0.ramdisk.file", "rd.gz"},
		{"dom0.kernel.file", "Image"},
		{"device-tree.overlays.0.file", "i2c.dtbo"},
	};
	struct xb_profile *profile = open_profile();

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_buf value = {0};

		check_bool(rows[i][0], xb_profile_get(profile, rows[i][0], &value), true);
		check_text(rows[i][0], value.data, rows[i][1]);
		xb_buf_clear(&value);
	}
	xb_profile_free(profile);
}

static void where_and_key_agree(void **state)
{
	struct xb_profile *profile = open_profile();
	struct xb_flat flat = {0};

	(void)state;
	xb_profile_flatten(profile, &flat);
	assert_true(flat.count > 10);
	for (size_t i = 0; i < flat.count; i++) {
		const char *key = flat.items[i].key;
		struct xb_pos at;
		char *back;

		if (strstr(key, "a.b"))
			continue; /* its place is that of the key before it */
		check_bool(key, xb_profile_where(profile, key, &at), true);
		back = xb_profile_key_at(profile, at);
		/* `rd.gz` is written at dom0.ramdisk, and at dom0.ramdisk.file; a list begins where its
		 * first item does. */
		if (!back || strncmp(back, key, strlen(key)) != 0)
			fail_msg("%s is at %u:%u, where %s is", key, (unsigned)at.line,
				 (unsigned)at.column, back ? back : "nothing");
		free(back);
	}
	xb_flat_clear(&flat);
	xb_profile_free(profile);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(the_deepest_key_at_a_place),
		in_folder(the_place_of_a_value),
		in_folder(a_file_written_short_is_found_by_its_key),
		in_folder(where_and_key_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
