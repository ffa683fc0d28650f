/* SPDX-License-Identifier: MIT */
/*
 * No false alarm: on each board of share/ two profiles as people write them pass all rules with no
 * more than what is true of that board. A board without a row is a failure of this test.
 */
#include "unit/boot/plan.h"
#include "xenboot/check.h"

#define ABSENT_3 "note file-missing, note file-missing, note file-missing"
#define ABSENT_4 ABSENT_3 ", note file-missing"
#define TWO_KINDS ", note cpu-types"
/* No Xen has a driver for the board's UART, or not the release of the card's profile. */
#define SILENT ", warning console"
/* Neither the board nor, here, a tree says where RAM is. */
#define NO_RAM "error missing-key, "

static const struct board_row {
	const char *name;
	const char *initramfs, *card; /* all that the rules say of the profile */
} rows[] = {
	{"am625-sk", ABSENT_4, ABSENT_3},
	{"am654-evm", ABSENT_4, ABSENT_3},
	{"am69-sk", ABSENT_4, ABSENT_3},
	{"ava", NO_RAM ABSENT_4, NO_RAM ABSENT_3},
	{"beagleplay", ABSENT_4, ABSENT_3},
	{"fvp-base-revc", ABSENT_4, ABSENT_3},
	{"h3ulcb", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"hikey", ABSENT_4, ABSENT_3},
	{"hikey960", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"imx8mm-evk", ABSENT_4, ABSENT_3 SILENT},
	{"imx8mn-evk", ABSENT_4, ABSENT_3 SILENT},
	{"imx8mp-evk", ABSENT_4, ABSENT_3 SILENT},
	{"imx8mq-evk", ABSENT_4, ABSENT_3 SILENT},
	{"imx8qm-mek", ABSENT_4, ABSENT_3},
	{"imx93-evk", ABSENT_4 SILENT, ABSENT_3 SILENT},
	{"imx95-evk", ABSENT_4 SILENT, ABSENT_3 SILENT},
	{"j721e-evm", ABSENT_4, ABSENT_3},
	{"jetson-agx-orin", NO_RAM ABSENT_4 SILENT, NO_RAM ABSENT_3 SILENT},
	{"jetson-nano", ABSENT_4 SILENT, ABSENT_3 SILENT},
	{"jetson-orin-nx", NO_RAM ABSENT_4 SILENT, NO_RAM ABSENT_3 SILENT},
	{"jetson-tx2", ABSENT_4 TWO_KINDS SILENT, ABSENT_3 TWO_KINDS SILENT},
	{"juno-r2", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"kr260", ABSENT_4, ABSENT_3},
	{"kv260", ABSENT_4, ABSENT_3},
	{"ls1028a-rdb", ABSENT_4, ABSENT_3},
	{"ls1046a-rdb", ABSENT_4, ABSENT_3},
	{"lx2160a-honeycomb", ABSENT_4, ABSENT_3},
	{"m3ulcb", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"macchiatobin", ABSENT_4, ABSENT_3},
	{"odroid-n2", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"orangepi5", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"qemu-arm64-gicv2", ABSENT_4, ABSENT_3},
	{"qemu-arm64", ABSENT_4, ABSENT_3},
	{"rock3a", ABSENT_4, ABSENT_3},
	{"rock5b", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"rockpro64", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"rpi-cm4-1g", ABSENT_4, ABSENT_3},
	{"rpi-cm4-2g", ABSENT_4, ABSENT_3},
	{"rpi-cm4-4g", ABSENT_4, ABSENT_3},
	{"rpi-cm4-8g", ABSENT_4, ABSENT_3},
	{"rpi4-1g", ABSENT_4, ABSENT_3},
	{"rpi4-2g", ABSENT_4, ABSENT_3},
	{"rpi4-4g", ABSENT_4, ABSENT_3},
	{"rpi4-8g", ABSENT_4, ABSENT_3},
	{"rpi400", ABSENT_4, ABSENT_3},
	{"rpi5-16g", ABSENT_4, ABSENT_3},
	{"rpi5-2g", ABSENT_4, ABSENT_3},
	{"rpi5-4g", ABSENT_4, ABSENT_3},
	{"rpi5-8g", ABSENT_4, ABSENT_3},
	{"s32g274a-rdb2", ABSENT_4, ABSENT_3 SILENT},
	{"s32g399a-rdb3", ABSENT_4, ABSENT_3 SILENT},
	{"salvator-x-h3", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"salvator-x-m3", ABSENT_4 TWO_KINDS, ABSENT_3 TWO_KINDS},
	{"ultra96", ABSENT_4, ABSENT_3},
	{"vck190", ABSENT_4, ABSENT_3},
	{"white-hawk", ABSENT_4, ABSENT_3},
	{"zcu102", ABSENT_4, ABSENT_3},
	{"zcu104", ABSENT_4, ABSENT_3},
};

/* Debian's kernel, Yocto's image of a root, all in the ramdisk, over the network. */
static const char initramfs[] =
	"format: 1\n"
	"board: %s\n"
	"xen:\n"
	"  file: xen\n"
	"  size: 0xF0008\n"
	"  options: {console: dtuart, dtuart: \"%s\", dom0_mem: 512M, dom0_max_vcpus: 1}\n"
	"device-tree: {file: board.dtb, size: 0x18000}\n"
	"dom0:\n"
	"  kernel: {file: Image, size: 32956352}\n"
	"  ramdisk: {file: rootfs.cpio.gz, size: 100744838}\n"
	"  options: {console: hvc0, earlycon: xenboot, root: /dev/ram0, clk_ignore_unused: true}\n";

/* A real-time set-up whose root is on the card, for a release, with cells of 32 bits. */
static const char card[] =
	"format: 1\n"
	"board: %s\n"
	"xen-version: \"4.19\"\n"
	"load: {method: mmc, device: \"0:1\"}\n"
	"xen:\n"
	"  file: boot/xen\n"
	"  size: 0x140000\n"
	"  options: {console: dtuart, dtuart: \"%s\", dom0_mem: 256M, dom0_max_vcpus: 2, sched: null,\n"
	"    vwfi: native, bootscrub: idle, iommu: verbose, loglvl: all}\n"
	"device-tree: {file: boot/board.dtb, size: 0xC000}\n"
	"dom0:\n"
	"  kernel: {file: boot/Image, size: 24000000}\n"
	"  options: {console: hvc0, root: /dev/mmcblk0p2, rootwait: true, rw: true}\n"
	"output: {cells: 1}\n";

static const struct board_row *row_of(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	fail_msg("board %s has no row", name);
	return NULL;
}

static void check_profile(const struct xb_board *board, const char *format, const char *said,
			  const struct xb_catalog *catalog)
{
	char *text = xb_format(format, board->name.text,
			       board->console.text ? board->console.text : "serial0");
	struct planned planned = plan_from(text);

	assert_non_null(planned.boot);
	check_all(planned.boot, catalog, &planned.diags);
	check_diags(board->name.text, &planned.diags, said);
	plan_free(&planned);
	free(text);
}

static void profiles_on_each_board(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);
	struct xb_board_list *boards = xb_boards_load(data, &diags);

	(void)state;
	check_diags("share", &diags, "");
	check_u64("boards", boards->count, XB_COUNT(rows));
	for (size_t i = 0; i < boards->count; i++) {
		const struct xb_board *board = &boards->items[i];
		const struct board_row *row = row_of(board->name.text);

		check_profile(board, initramfs, row->initramfs, catalog);
		check_profile(board, card, row->card, catalog);
	}
	xb_boards_free(boards);
	xb_catalog_free(catalog);
	xb_data_free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(profiles_on_each_board),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
