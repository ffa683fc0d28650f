/* SPDX-License-Identifier: MIT */
/* What a check says of a script, and what it does not say: each row is a kind that scripts in public have. */
#include "support.h"

#include "xenboot/import.h"
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
	const struct xb_import_source source = {
		.name = "boot.source", .bytes = script, .length = strlen(script)};
	struct xb_session *session = xb_session_new(&config);
	const struct xb_diags *diags;
	size_t count = 0;

	assert_true(xb_session_open_import(session, &source));
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
	{"bootargs of the environment are Xen's line", NULL,
	 "setenv bootargs 'console=dtuart dom0_mem=512M root=/dev/mmcblk0p2'\n" LOADS TREE CELLS DOM0
	 LINUX BOOT,
	 XB_CODE_DOM0_MEM, 0},
	{"and are judged so", NULL,
	 "setenv bootargs 'console=dtuart dom0_mem=512M root=/dev/mmcblk0p2'\n" LOADS TREE CELLS DOM0
	 LINUX BOOT,
	 XB_CODE_UNKNOWN_OPTION, 1},
	{"bootargs that are deleted are no one's", NULL,
	 "setenv bootargs dom0_mem=512M\nsetenv bootargs\n" LOADS TREE CELLS DOM0 LINUX BOOT,
	 XB_CODE_DOM0_MEM, 1},
	{"a ramdisk that the entry is given", NULL,
	 LOADS "tftpboot 0x2000000 rd\n" TREE CELLS DOM0 XEN
	       "fdt set /chosen xen,dom0-bootargs console=hvc0\nbooti 0xE00000 0x2000000:100 0x8400000\n",
	 XB_CODE_ROOT_DEVICE, 0},
	{"it is used", NULL,
	 LOADS "tftpboot 0x2000000 rd\n" TREE CELLS DOM0 XEN LINUX
	       "booti 0xE00000 0x2000000:100 0x8400000\n",
	 XB_CODE_UNUSED_LOAD, 0},
	{"one that it is not given", NULL,
	 LOADS "tftpboot 0x2000000 rd\n" TREE CELLS DOM0 XEN LINUX BOOT, XB_CODE_UNUSED_LOAD, 1},
	{"none was loaded there", NULL,
	 LOADS TREE CELLS DOM0 XEN LINUX "booti 0xE00000 0x2000000:100 0x8400000\n",
	 XB_CODE_NOT_LOADED, 1},
	{"a tree with nodes of its own", NULL, LOADS "fdt addr 0x8400000\n" BOOT, XB_CODE_UNUSED_LOAD, 0},
	{"variables from a file", NULL,
	 LOADS "tftpboot 0x2000000 uEnv.txt\nenv import -t 0x2000000 ${filesize}\n" TREE CELLS DOM0 XEN
	 LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 0},
	{"a command of a vendor's", NULL,
	 LOADS "tftpboot 0x2000000 fw.bin\nhdp load 0x2000000\n" TREE CELLS DOM0 XEN LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 0},
	{"one that only looks", NULL,
	 LOADS "tftpboot 0x2000000 fw.bin\nmd 0x2000000\n" TREE CELLS DOM0 XEN LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 1},
	{"a kernel that is unpacked", NULL,
	 "tftpboot 0xE00000 xen\ntftpboot 0x8400000 board.dtb\nsf probe\n"
	 "sf read 0x4000000 0x200000 0x400000\nunzip 0x4000000 0x1000000\n" TREE CELLS DOM0 XEN LINUX BOOT,
	 XB_CODE_NOT_LOADED, 0},
	{"and what it was unpacked from", NULL,
	 "tftpboot 0xE00000 xen\ntftpboot 0x8400000 board.dtb\nsf probe\n"
	 "sf read 0x4000000 0x200000 0x400000\nunzip 0x4000000 0x1000000\n" TREE CELLS DOM0 XEN LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 0},
	{"a kernel that is copied", NULL,
	 LOADS "cp.b 0x1000000 0x3000000 ${filesize}\n" TREE CELLS NODE
	       "fdt set /chosen/dom0 reg <0x3000000 0x800000>\n" XEN LINUX BOOT,
	 XB_CODE_NOT_LOADED, 0},
	{"cells of a tree that is not here", NULL, LOADS TREE DOM0 XEN LINUX BOOT, XB_CODE_MODULE_REG, 0},
	{"cells that do not fit", NULL,
	 LOADS TREE "fdt set /chosen \\#address-cells <2>\nfdt set /chosen \\#size-cells <2>\n" DOM0 XEN LINUX
		 BOOT,
	 XB_CODE_MODULE_REG, 1},
	{"cells from above", NULL,
	 LOADS TREE CELLS "fdt mknode /chosen modules\nfdt mknode /chosen/modules m\n"
			  "fdt set /chosen/modules/m compatible \"multiboot,kernel\" \"multiboot,module\"\n"
			  "fdt set /chosen/modules/m reg <0x1000000 0x800000>\n" XEN LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 0},
	{"a node of the tree's own", NULL,
	 LOADS TREE "fdt set /chosen/module@0 reg <0x1000000 0x800000>\n" XEN LINUX BOOT, XB_CODE_UNUSED_LOAD,
	 0},
	{"a guest of an overlay's", NULL,
	 LOADS "tftpboot 0x2000000 guest\ntftpboot 0x3000000 o.dtbo\n" TREE "fdt apply 0x3000000\n" CELLS DOM0
	       "fdt mknode /chosen/domU k\n"
	       "fdt set /chosen/domU/k compatible \"multiboot,kernel\" \"multiboot,module\"\n"
	       "fdt set /chosen/domU/k reg <0x2000000 0x800000>\n" XEN LINUX BOOT,
	 XB_CODE_UNUSED_LOAD, 0},
	{"a line that the tree begins", NULL,
	 LOADS TREE CELLS DOM0 XEN "fdt get value b /chosen bootargs\n"
				   "fdt set /chosen xen,dom0-bootargs \"$b rootwait\"\n" BOOT,
	 XB_CODE_ROOT_DEVICE, 0},
	{"what the tree's part may say of Xen", NULL,
	 LOADS TREE CELLS DOM0 LINUX "fdt get value b /chosen bootargs\n"
				     "fdt set /chosen xen,xen-bootargs \"$b bootscrub=0\"\n" BOOT,
	 XB_CODE_DOM0_MEM, 0},
	{"a tree where nothing is", NULL,
	 "tftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\n" TREE CELLS DOM0 XEN LINUX BOOT,
	 XB_CODE_NOT_LOADED, 1},
	{"all files in memory before", NULL, TREE CELLS DOM0 XEN LINUX BOOT, XB_CODE_NOT_LOADED, 0},
	{"a size read as decimal", NULL,
	 "tftpboot 0x8400000 board.dtb\ntftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\n" TREE CELLS NODE
	 "fdt set /chosen/dom0 reg <0x1000000 ${filesize}>\n" XEN LINUX BOOT,
	 XB_CODE_MODULE_REG, 1},
	{"and as what it is", NULL,
	 "tftpboot 0x8400000 board.dtb\ntftpboot 0xE00000 xen\ntftpboot 0x1000000 Image\n"
	 "setenv s 0x${filesize}\n" TREE CELLS NODE "fdt set /chosen/dom0 reg <0x1000000 ${s}>\n" XEN LINUX
	 BOOT,
	 XB_CODE_MODULE_REG, 0},
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
