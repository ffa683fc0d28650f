/* SPDX-License-Identifier: MIT */
/* ImageBuilder's configurations: each variable that a profile can say, and those that it cannot. */
#include "support.h"

#include "xenboot/import.h"

#define BASE                                                                                       \
	"MEMORY_START=0x40000000\nMEMORY_END=0xC0000000\nDEVICE_TREE=virt.dtb\nXEN=xen\n"          \
	"LOAD_CMD=\"tftpb\"\n"
#define DOM0 BASE "DOM0_KERNEL=Image\n"
#define GUEST DOM0 "NUM_DOMUS=1\nDOMU_KERNEL[0]=Image-guest\n"

static const struct {
	const char *config, *part;
} cases[] = {
	{BASE, "memory: [{start: 0x40000000, size: 0x80000000}]"},
	{BASE, "method: tftp\n"},
	{BASE "LOAD_CMD=\"load mmc 0:1\"\n", "method: mmc\n  device: \"0:1\"\n"},
	{BASE "LOAD_CMD=\"fatload usb 0:1\"\n", "method: command\n  command: fatload usb 0:1\n"},
	{BASE, "  file: virt.dtb\n"},
	{BASE "XEN_CMD=\"console=dtuart sched=credit\"\n", "    sched: credit\n"},
	{BASE, "    vwfi: native\n"},
	{DOM0, "    dom0_mem: 1500M\n    dom0_max_vcpus: 1\n"},
	{DOM0 "DOM0_MEM=512\nDOM0_VCPUS=2\n", "    dom0_mem: 512M\n    dom0_max_vcpus: 2\n"},
	{BASE "XEN_STATIC_HEAP=\"0x80000000 0x10000000\"\n",
	 "static-heap: [{start: 0x80000000, size: 0x10000000}]"},
	{BASE "XEN_POLICY=xenpolicy\n", "xsm-policy: {file: \"xenpolicy\"}"},
	{DOM0, "dom0:\n  kernel: Image\n"},
	{DOM0 "DOM0_RAMDISK=rd\n", "  ramdisk: rd\n"},
	{DOM0 "DOM0_CMD=\"console=hvc0 root=/dev/sda\"\n", "    root: /dev/sda\n"},
	{DOM0 "DOM0_CMD=\"console=hvc0\"\n", "    root: /dev/ram0\n"},
	{BASE "NUM_DT_OVERLAY=1\nDT_OVERLAY[0]=a.dtbo\n", "  overlays:\n    - a.dtbo\n"},
	{GUEST, "  domU0:\n    kernel: Image-guest\n    memory: 512M\n    cpus: 1\n    vuart: true\n"
		"    enhanced: enabled\n    options:\n      console: ttyAMA0\n"},
	{GUEST "DOMU_MEM[0]=256\nDOMU_VCPUS[0]=2\n", "    memory: 256M\n    cpus: 2\n"},
	{GUEST "DOMU_RAMDISK[0]=rd\n", "    ramdisk: rd\n"},
	{GUEST "DOMU_CMD[0]=\"console=hvc0\"\n", "      console: hvc0\n"},
	{GUEST "DOMU_STATIC_MEM[0]=\"0x50000000 0x10000000\"\n",
	 "    static-memory: [{start: 0x50000000, size: 0x10000000}]\n    memory: 262144K\n"
	 "    direct-map: true\n"},
	{GUEST "DOMU_ENHANCED[0]=2\n", "    enhanced: no-xenstore\n"},
	{GUEST "DOMU_PASSTHROUGH_DTB[0]=a.dtb\n", "    device-tree: a.dtb\n"},
	{GUEST "DOMU_PASSTHROUGH_PATHS[0]=\"/a/b /c\"\n", "    passthrough: [/a/b, /c]\n"},
	{GUEST "DOMU_CPUPOOL[0]=0\nNUM_CPUPOOLS=1\nCPUPOOL[0]=\"cpu@1,cpu@2 null\"\n",
	 "    cpupool: pool0\n"},
	{GUEST "NUM_CPUPOOLS=1\nCPUPOOL[0]=\"cpu@1,cpu@2 null\"\n",
	 "cpupools:\n  pool0: {cpus: [1, 2], sched: \"null\"}\n"},
	{GUEST "DOMU_CAPS[0]=\"control|hardware\"\n", "    capabilities: control,hardware\n"},
	{GUEST "DOMU_NOBOOT[0]=1\n", "    start: dom0\n"},
	{GUEST "DOMU_GRANT_FRAMES[0]=64\n", "    max_grant_frames: 64\n"},
	{BASE "XEN_COMAND=x\n", "# left out: XEN_COMAND=x\n"},
	{BASE "BOOT_CMD=bootefi\n", "# left out: BOOT_CMD=bootefi: the script starts Xen with booti\n"},
	{GUEST "DOMU_VIOMMU[0]=1\n", "# left out: DOMU_VIOMMU=1\n"},
};

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
	const struct xb_import_names names = {.source = "config", .profile = "config"};

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
		cmocka_unit_test(knows_scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
