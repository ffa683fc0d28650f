/* SPDX-License-Identifier: MIT */
/* What a check says of a script, and what it does not say: each row is a kind that scripts in public have. */
#include "support.h"

#include "xenboot/session.h"

#define LOADS                                                                                      \
	"tftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\ntftpboot 0x8400000 board.dtb\n"
#define TREE "fdt addr 0x8400000\nfdt resize 0x1000\n"
#define CELLS "fdt set /chosen \\#address-cells <1>\nfdt set /chosen \\#size-cells <1>\n"
#define XEN "fdt set /chosen xen,xen-bootargs \"console=dtuart dom0_mem=1G\"\n"
#define LINUX "fdt set /chosen xen,dom0-bootargs \"console=hvc0 root=/dev/mmcblk0p2 rootwait\"\n"
#define NODE                                                                                       \
	"fdt mknode /chosen dom0\n"                                                                \
	"fdt set /chosen/dom0 compatible \"multiboot,kernel\" \"multiboot,module\"\n"
#define DOM0 NODE "fdt set /chosen/dom0 reg <0x1000000 0x800000>\n"
#define BOOT "booti 0xE00000 - 0x8400000\n"

/* How often CODE is said of SCRIPT, checked with BOARD, which may be NULL. */
static size_t findings(const char *board, const char *script, enum xb_code code)
{
	const struct xb_session_config config = {.board_name = board};
	struct xb_session *session = xb_session_new(&config);
	const struct xb_diags *diags;
	size_t count = 0;

	assert_true(xb_session_open_script(session, "boot.source", script, strlen(script)));
	diags = xb_session_diags(session);
	for (size_t i = 0; i < diags->count; i++)
		count += diags->items[i].code == code;
	xb_session_free(session);
	return count;
}

static const struct {
	const char *label, *board, *script;
	enum xb_code code;
	size_t count;
} rows[] = {
	{"quotes for the second pass", NULL,
	 LOADS TREE CELLS DOM0 "setenv l 'console=dtuart dom0_mem=1G'\n"
			       "fdt set /chosen xen,xen-bootargs \\\"$l\\\"\n" LINUX BOOT,
	 XB_CODE_QUOTING, 0},
	{"one quote for the second pass", NULL,
	 LOADS TREE CELLS DOM0 "setenv l console=dtuart\n"
			       "fdt set /chosen xen,xen-bootargs \\\"$l\n" LINUX BOOT,
	 XB_CODE_QUOTING, 1},
	{"the board's own tree", "rpi4-4g",
	 "fatload mmc 0:1 0xE00000 xen\nfatload mmc 0:1 0x1000000 Image\n"
	 "fdt addr ${fdt_addr}\nfdt resize 0x1000\n" CELLS DOM0 XEN LINUX
	 "booti 0xE00000 - ${fdt_addr}\n",
	 XB_CODE_NO_ROOM, 0},
	{"one finding of many ways", NULL,
	 "if test -e mmc 0:1 a; then setenv a 1; fi\nif test -e mmc 0:1 b; then setenv b 1; fi\n"
	 "if test -e mmc 0:1 size; then setenv s 0x800000; fi\n" LOADS TREE CELLS NODE
	 "fdt set /chosen/dom0 reg <0x1000000 ${s}>\n" XEN LINUX BOOT,
	 XB_CODE_MODULE_REG, 1},
};

static void finds_what_there_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_u64(rows[i].label, findings(rows[i].board, rows[i].script, rows[i].code),
			  rows[i].count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_there_is)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
