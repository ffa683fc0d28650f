/* SPDX-License-Identifier: MIT */
/* ImageBuilder's configurations: each variable, what it becomes, and where it is said to stand. */
#include "support.h"

#include "xenboot/import.h"

#define BASE                                                                                       \
	"MEMORY_START=0x40000000\nMEMORY_END=0xC0000000\nDEVICE_TREE=virt.dtb\nXEN=xen\n"          \
	"LOAD_CMD=\"tftpb\"\n"
#define DOM0 BASE "DOM0_KERNEL=Image\n"
#define GUEST DOM0 "NUM_DOMUS=1\nDOMU_KERNEL[0]=Image-guest\n"
#define GUESTS BASE "NUM_DOMUS=2\nDOMU_KERNEL=(a b)\n"

/* PART stands in the profile; of what has no counterpart in a comment. */
static const struct {
	const char *config, *part;
} cases[] = {
	/* The machine. */
	{BASE, "  window: {start: 0x40000000, size: 0x80000000}\n"},
	{BASE, "  memory: [{start: 0x40000000, size: 0x80000000}]\n"},
	{BASE "XEN_STATIC_HEAP=\"0xD0000000 0x1000000\"\n",
	 "  memory: [{start: 0x40000000, size: 0x80000000}, {start: 0xD0000000, size: 0x1000000}]\n"},
	{BASE, "  script-address: 0x40200000\n"},
	{BASE "MEMORY_START=0\n", "  script-address: 0xC00000\n"},
	{BASE, "method: tftp\n"},
	{BASE "LOAD_CMD=\"load mmc 0:1\"\n", "method: mmc\n  device: \"0:1\"\n"},
	{BASE "LOAD_CMD=sd\n", "method: mmc\n  device: \"0:1\"\n"},
	{BASE "LOAD_CMD=\"load scsi 1:2\"\n", "method: scsi\n  device: \"1:2\"\n"},
	{BASE "LOAD_CMD=\"fatload usb 0:1\"\n", "method: command\n  command: fatload usb 0:1\n"},
	{BASE, "device-tree:\n  file: virt.dtb\n"},
	{BASE "NUM_DT_OVERLAY=2\nDT_OVERLAY[0]=a.dtbo\nDT_OVERLAY[1]=b.dtbo\n",
	 "  overlays:\n    - a.dtbo\n    - b.dtbo\n"},
	{BASE "UBOOT_SOURCE=out/x.source\nUBOOT_SCRIPT=out/boot-it.scr\n", "output:\n  name: boot-it\n"},
	{BASE "UBOOT_SOURCE=xen.source\n", "output:\n  name: xen\n"},
	{BASE "FDTEDIT=x.dtb\n", "  emit: both"},
	/* Xen. */
	{BASE, "xen:\n  file: xen\n"},
	{BASE "XEN_CMD=\"console=dtuart sched=credit\"\n", "    sched: credit\n"},
	{BASE, "    dtuart: serial0\n    bootscrub: 0\n    vwfi: native\n    sched: null\n"},
	{BASE "XEN_STATIC_HEAP=\"0x80000000 0x10000000 0xA0000000 4096\"\n",
	 "static-heap: [{start: 0x80000000, size: 0x10000000}, {start: 0xA0000000, size: 0x1000}]"},
	{BASE "XEN_POLICY=xenpolicy\n", "  xsm-policy: xenpolicy\n"},
	{BASE "XEN_COLORS=0-3\n", "    llc-coloring: on\n    xen-llc-colors: 0-3\n"},
	{DOM0 "DOM0_COLORS=4-7\n", "    dom0-llc-colors: 4-7\n"},
	{DOM0 "DOM0_VIOMMU=1\n", "    dom0_viommu: 1\n"},
	/* dom0. */
	{DOM0, "    dom0_mem: 1500M\n    dom0_max_vcpus: 1\n"},
	{DOM0 "DOM0_MEM=512\nDOM0_VCPUS=2\n", "    dom0_mem: 512M\n    dom0_max_vcpus: 2\n"},
	{DOM0, "dom0:\n  kernel: Image\n"},
	{DOM0 "DOM0_RAMDISK=rd\n", "  ramdisk: rd\n"},
	{DOM0, "    console: hvc0\n    earlycon: xenboot\n"},
	{DOM0 "DOM0_CMD=\"console=hvc0 root=/dev/sda\"\n", "    root: /dev/sda\n"},
	{DOM0 "DOM0_CMD=\"console=hvc0\"\n", "    root: /dev/ram0\n"},
	{DOM0 "DOM0_ROOTFS=r.tar.gz\nLOAD_CMD=\"load mmc 0:1\"\n", "    root: /dev/mmcblk0p2\n"},
	{DOM0 "DOM0_ROOTFS=r.tar.gz\nLOAD_CMD=\"load scsi 1:2\"\n", "    root: /dev/sdb3\n"},
	/* Guests. */
	{GUEST, "  domU0:\n    kernel: Image-guest\n    memory: 512M\n    cpus: 1\n    vuart: true\n"
		"    enhanced: enabled\n    options:\n      console: ttyAMA0\n"},
	{GUESTS, "  domU1:\n    kernel: b\n    memory: 512M\n    cpus: 1\n    vuart: true\n    options:"},
	{GUEST "DOMU_MEM[0]=256\nDOMU_VCPUS[0]=2\n", "    memory: 256M\n    cpus: 2\n"},
	{GUEST "DOMU_RAMDISK[0]=rd\n", "    ramdisk: rd\n"},
	{GUEST "DOMU_CMD[0]=\"console=hvc0\"\n", "      console: hvc0\n"},
	{GUEST "DOMU_STATIC_MEM[0]=\"0x50000000 0x10000000\"\n",
	 "    static-memory: [{start: 0x50000000, size: 0x10000000}]\n    memory: 262144K\n"
	 "    direct-map: true\n"},
	{GUEST "DOMU_STATIC_MEM[0]=\"0x50000000 0x10000000\"\nDOMU_DIRECT_MAP[0]=0\n",
	 "    memory: 262144K\n    cpus: 1\n"},
	{GUEST "DOMU_ENHANCED[0]=2\n", "    enhanced: no-xenstore\n"},
	{GUEST "DOMU_ENHANCED[0]=0\n", "    vuart: true\n    options:\n"},
	{GUESTS "DOMU_ENHANCED[1]=1\n", "    enhanced: enabled\n"},
	{GUEST "DOMU_VPL011[0]=0\n", "    cpus: 1\n    enhanced: enabled\n"},
	{GUEST "DOMU_PASSTHROUGH_DTB[0]=a.dtb\n", "    device-tree: a.dtb\n"},
	{GUEST "DOMU_PASSTHROUGH_PATHS[0]=\"/a/b /c\"\n", "    passthrough: [/a/b, /c]\n"},
	{GUEST "DOMU_PASSTHROUGH_DTB[0]=a.dtb\nDOMU_PASSTHROUGH_PATHS[0]=\"/a/b /c\"\n",
	 "  edits:\n    - {path: /a/b, set: {\"xen,passthrough\": true}}\n"
	 "    - {path: /c, set: {\"xen,passthrough\": true}}\n"},
	{GUEST "DOMU_PASSTHROUGH_PROP[0]=enabled\n", "    iommu: enabled\n"},
	{GUEST "DOMU_COLORS[0]=8-11\n", "    llc-colors: 8-11\n"},
	{GUEST "DOMU_COLORS[0]=8-11\n", "    llc-coloring: on\n"},
	{GUEST "DOMU_NR_SPIS[0]=64\n", "    nr_spis: 64\n"},
	{GUEST "DOMU_GRANT_VER[0]=1\n", "    max_grant_version: 1\n"},
	{GUEST "DOMU_GRANT_FRAMES[0]=64\n", "    max_grant_frames: 64\n"},
	{GUEST "DOMU_MAPTRACK_FRAMES[0]=8\n", "    max_maptrack_frames: 8\n"},
	{GUEST "DOMU_P2M_MEM_MB[0]=2\n", "    p2m-mem-mb: 2\n"},
	{GUEST "DOMU_TRAP_UNMAP[0]=0\n", "    trap-unmapped-accesses: \"false\"\n"},
	{GUEST "DOMU_CAPS[0]=\"control|hardware\"\n", "    capabilities: \"control,hardware\"\n"},
	{GUEST "DOMU_CAPS[0]=4\n", "    capabilities: \"xenstore\"\n"},
	{GUEST "DOMU_CAPS[0]=dom0\n", "    capabilities: \"control,hardware,xenstore\"\n"},
	{GUEST "DOMU_VCPU_HARD_AFFINITY[0,0]=0-1\nDOMU_VCPU_HARD_AFFINITY[0,1]=\"2,3\"\n",
	 "    vcpus:\n      - {id: 0, hard-affinity: 0-1}\n      - {id: 1, hard-affinity: \"2,3\"}\n"},
	{GUEST "DOMU_NOBOOT[0]=1\n", "    start: dom0\n"},
	/* What they share. */
	{GUEST "DOMU_CPUPOOL[0]=0\nNUM_CPUPOOLS=1\nCPUPOOL[0]=\"cpu@1,cpu@2 null\"\n",
	 "    cpupool: pool0\n"},
	{GUEST "NUM_CPUPOOLS=1\nCPUPOOL[0]=\"cpu@1,cpu@2 null\"\n",
	 "cpupools:\n  pool0: {cpus: [1, 2], sched: null}\n"},
	{GUEST "NUM_CPUPOOLS=1\nCPUPOOL[0]=\"cpu@0\"\n", "  pool0: {cpus: [0]}\n"},
	{GUESTS "DOMU_SHARED_MEM[0]=\"ring 0x50000000 0x4000000 0x10000\"\n"
		"DOMU_SHARED_MEM[1]=\"ring 0x50000000 0x5000000 0x10000\"\n",
	 "shared-memory:\n  ring:\n    size: 0x10000\n    host: 0x50000000\n"
	 "    borrowers: {domU0: 0x4000000, domU1: 0x5000000}\n"},
	{GUESTS "DOMU_STATIC_EVTCHNS[0]=\"10 1 11; 12 1 13\"\nDOMU_STATIC_EVTCHNS[1]=\"11 0 10; 13 0 12\"\n",
	 "event-channels:\n  - {domU0: 10, domU1: 11}\n  - {domU0: 12, domU1: 13}\n"},
	/* What has no counterpart. */
	{BASE "BOOT_CMD=bootefi\n", "# left out: BOOT_CMD=bootefi: the script starts Xen with booti\n"},
	{BASE "DOM0_RAMDISK=rd\n", "# left out: DOM0_RAMDISK=rd: there is no DOM0_KERNEL\n"},
	{BASE "BITSTREAM=a.bit\n", "# left out: BITSTREAM=a.bit: "},
	{BASE "APPEND_EXTRA_CMDS=x.txt\n", "# left out: APPEND_EXTRA_CMDS=x.txt: "},
	{BASE "FIT=x.fit\n", "# left out: FIT=x.fit: "},
	{BASE "FIT_ENC_KEY_DIR=k/h\nFIT_ENC_UB_DTB=u.dtb\n", "# left out: FIT_ENC_UB_DTB=u.dtb: "},
	{BASE "DBG_FDT_PRINT_CHOSEN=1\n", "# left out: DBG_FDT_PRINT_CHOSEN=1: "},
	{BASE "PASSTHROUGH_DTS_REPO=\"r d\"\n", "# left out: PASSTHROUGH_DTS_REPO=r d: "},
	{BASE "LOPPER_PATH=l\nLOPPER_CMD=x\n", "# left out: LOPPER_CMD=x: "},
	{BASE "LINUX_CMD=x\nLINUX_RAMDISK=y\n", "# left out: LINUX_RAMDISK=y: "},
	{BASE "GPT=1\n", "# left out: GPT=1: disk_image alone reads it\n"},
	{BASE "NUM_BOOT_AUX_FILE=1\nBOOT_AUX_FILE[0]=x\n", "# left out: BOOT_AUX_FILE[0]=x: "},
	{BASE "XEN_LOAD=\"load mmc 0:1\"\n", "# left out: XEN_LOAD=load mmc 0:1: "},
	{DOM0 "DOM0_LOAD=\"load mmc 0:1\"\n", "# left out: DOM0_LOAD=load mmc 0:1: "},
	{GUEST "DOMU_LOAD[0]=\"load mmc 0:1\"\n", "# left out: DOMU_LOAD[0]=load mmc 0:1: "},
	{GUEST "DOMU_VIOMMU[0]=1\n", "# left out: DOMU_VIOMMU[0]=1: no release of Xen reads viommu\n"},
	{GUEST "DOMU_VUART_PL011[0]=1\n", "# left out: DOMU_VUART_PL011[0]=1: "},
	{GUEST "DOMU_ROOTFS[0]=r.tgz\n", "# left out: DOMU_ROOTFS[0]=r.tgz: "},
	{GUEST "DOMU_DRIVER_DOMAIN[0]=1\n", "# left out: DOMU_DRIVER_DOMAIN[0]=1: "},
	{GUEST "DOMU_DOMID[0]=3\n", "# left out: DOMU_DOMID[0]=3: Xen counts"},
	{GUEST "DOMU_DIRECT_MAP[0]=1\n", "# left out: DOMU_DIRECT_MAP[0]=1: there is no DOMU_STATIC_MEM\n"},
	{BASE "XEN_CMD=\"console=dtuart dom0_mem=1G\"\n",
	 "# left out: dom0_mem of XEN_CMD: there is no DOM0_KERNEL\n"},
	{BASE "XEN_COMAND=x\n", "# left out: XEN_COMAND=x: ImageBuilder has no such variable\n"},
	{GUEST "DOMU_KERNEL[1]=x\n", "# left out: DOMU_KERNEL[1]=x: NUM_DOMUS is 1\n"},
	/* What people write around them. */
	{BASE "DIR=files\nXEN=$DIR/xen-4.17\n", "  file: files/xen-4.17\n"},
	{BASE "MiB=1024*1024\nMEMORY_END=$((MEMORY_START + 512 * MiB))\n",
	 "  window: {start: 0x40000000, size: 0x20000000}\n"},
	{DOM0 "DOM0_CMD=\"a=\\\"b c\\\" root=x\"\n", "    a: \"\\\"b c\\\"\"\n    root: x\n"},
};

static const struct xb_import_names names = {.source = "config", .profile = "config"};

static void check_importer(const char *text, const char *name)
{
	const struct xb_import_source source = {
		.name = "file", .bytes = text, .length = strlen(text)};
	struct xb_diags diags = {0};
	const struct xb_importer *importer = xb_importer_find(&source, &diags);

	check_text(text, importer ? importer->name : NULL, name);
	xb_diags_clear(&diags);
}

static void maps_variables(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_diags diags = {0};
		struct xb_buf out = {0};

		check_importer(cases[i].config, "imagebuilder");
		xb_import_imagebuilder(cases[i].config, strlen(cases[i].config), &names, &out, &diags);
		check_contains(cases[i].config, out.data, cases[i].part);
		check_int(cases[i].config, (intmax_t)diags.errors, 0);
		xb_buf_clear(&out);
		xb_diags_clear(&diags);
	}
}

/* What is wrong, with its line; the message has PART in it. */
static const struct {
	const char *config;
	unsigned line;
	enum xb_severity severity;
	const char *part, *hint;
} faults[] = {
	{DOM0 "XEN_COMAND=x\n", 7, XB_WARNING, "ImageBuilder has no variable XEN_COMAND",
	 "did you mean XEN_CMD?"},
	{DOM0 "DOM0_MEM=1G\n", 7, XB_ERROR, "DOM0_MEM: '1G' is no number of MiB", NULL},
	{DOM0 "XEN_CMD=x\nDOM0_MEM=512\n", 8, XB_ERROR, "DOM0_MEM and XEN_CMD are both given",
	 "dom0_mem=SIZE"},
	{GUEST "DOMU_MEM[0]=lots\n", 9, XB_ERROR, "DOMU_MEM[0]: 'lots' is no", NULL},
	{GUEST "DOMU_VCPUS[0]=1,2\n", 9, XB_ERROR, "DOMU_VCPUS[0]: '1,2' is no number", NULL},
	{BASE "NUM_DOMUS=\"two x\"\n", 6, XB_ERROR, "NUM_DOMUS: 'two x' is no number", NULL},
	{BASE "NUM_DOMUS=5000\n", 6, XB_ERROR, "NUM_DOMUS: 5000 are more than", NULL},
	{DOM0 "DOMU_KERNEL[0]=x\n", 7, XB_WARNING, "DOMU_KERNEL[0] has no effect: NUM_DOMUS is 0", NULL},
	{GUEST "DOMU_STATIC_MEM[0]=\"0x50000000\"\n", 9, XB_ERROR, "is not a list of addresses and sizes",
	 "START SIZE"},
	{GUEST "DOMU_CPUPOOL[0]=1\n", 9, XB_ERROR, "there is no CPUPOOL[1]", NULL},
	{GUEST "NUM_CPUPOOLS=1\nCPUPOOL[0]=\"1,2 null\"\n", 10, XB_ERROR, "'1' is not the name of a CPU's node",
	 "cpu@1,cpu@2"},
	{GUEST "DOMU_SHARED_MEM[0]=\"0x50000000 0x4000000 0x10000\"\n", 9, XB_ERROR,
	 "is not \"ID HOST GUEST SIZE\"", NULL},
	{GUESTS "DOMU_SHARED_MEM[0]=\"r 0x50000000 0x4000000 0x10000\"\n"
		"DOMU_SHARED_MEM[1]=\"r 0x60000000 0x4000000 0x10000\"\n",
	 9, XB_ERROR, "r is 0x10000 bytes at 0x60000000 here, and 0x10000 bytes at 0x50000000", NULL},
	{GUESTS "DOMU_STATIC_EVTCHNS[0]=\"10 1\"\n", 8, XB_ERROR, "is not \"PORT GUEST PORT\"", NULL},
	{DOM0 "DOM0_ROOTFS=x\n", 7, XB_ERROR, "LOAD_CMD does not say", "root="},
	{"MEMORY_END=0x1000000\nLINUX=Image\nDEVICE_TREE=x\n", 2, XB_ERROR, "starts Linux without Xen", NULL},
	{"XEN=xen\nDOM0_KERNEL=Image\n", 0, XB_ERROR, "DEVICE_TREE is not given", NULL},
	{DOM0 "if true; then\nDOM0_MEM=1\nfi\n", 7, XB_WARNING, "`if` is not evaluated", NULL},
};

static bool is_said(const struct xb_diags *diags, size_t fault)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *said = &diags->items[i];

		if (said->line == faults[fault].line && said->severity == faults[fault].severity &&
		    strstr(said->message, faults[fault].part) &&
		    (!faults[fault].hint || (said->hint && strstr(said->hint, faults[fault].hint))))
			return true;
	}
	return false;
}

static void finds_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(faults); i++) {
		struct xb_diags diags = {0};
		struct xb_buf out = {0};

		xb_import_imagebuilder(faults[i].config, strlen(faults[i].config), &names, &out, &diags);
		check_int(faults[i].part, is_said(&diags, i), 1);
		xb_buf_clear(&out);
		xb_diags_clear(&diags);
	}
}

/* Each word of a profile knows the variable that it is from. */
static const struct {
	const char *config, *word;
	unsigned line, column;
} places[] = {
	{DOM0 "XEN_CMD=\"console=dtuart sched=credit\"\n", "sched: credit", 7, 25},
	{DOM0 "XEN_CMD='console=dtuart \\\n'\nDOM0_CMD=\"console=hvc0 \\\n  root=x\"\n", "root: x", 10, 3},
	{DOM0, "dtuart: serial0", 4, 1},
	{DOM0 "DOM0_MEM=512\n", "dom0_mem", 7, 1},
	{GUEST "  DOMU_VCPUS[0]=4\n", "cpus: 4", 9, 3},
	{GUEST, "memory: 512M", 0, 0},
	{GUESTS "DOMU_SHARED_MEM[0]=\"r 0x50000000 1 2\"\nDOMU_SHARED_MEM[1]=\"r 0x50000000 3 2\"\n",
	 "domU1: 0x3", 9, 1},
};

static void knows_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(places); i++) {
		struct xb_import_origins origins = {0};
		struct xb_import_names wanted = names;
		struct xb_diags diags = {0};
		struct xb_buf out = {0};
		uint32_t line = 1, column = 1;
		const char *found;
		struct xb_pos at;

		wanted.origins = &origins;
		xb_import_imagebuilder(places[i].config, strlen(places[i].config), &wanted, &out, &diags);
		found = strstr(out.data, places[i].word);
		check_int(places[i].word, found != NULL, 1);
		for (const char *c = out.data; c < found; c++) {
			column = *c == '\n' ? 1 : column + 1;
			line += *c == '\n';
		}
		at = xb_import_origins_find(&origins, &out, line, column);
		check_int(places[i].word, at.line, places[i].line);
		check_int(places[i].word, at.column, places[i].column);
		xb_import_origins_clear(&origins);
		xb_buf_clear(&out);
		xb_diags_clear(&diags);
	}
}

static void knows_scripts(void **state)
{
	static const char script[] = "tftpboot 0xE00000 xen\nXEN=1\nbooti 0xE00000 - 0x8400000\n";

	(void)state;
	check_importer(script, "script");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_variables),
		cmocka_unit_test(finds_faults),
		cmocka_unit_test(knows_places),
		cmocka_unit_test(knows_scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
