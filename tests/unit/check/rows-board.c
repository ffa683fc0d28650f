/* SPDX-License-Identifier: MIT */
/* Rows about the board: its CPUs, its devices, its tree. */
#include "unit/check/rows.h"

#define WITH_SMMU                                                                                  \
	"{memory: [{start: 0, size: 1G}], smmu: {compatible: \"arm,smmu-v3\", since: \"4.15\", "   \
	"kconfig: ARM_SMMU_V3}}"
#define SAME_BOARD(gic, kind, count, ram)                                                          \
	"{memory: [{start: " ram ", size: 1G}], " gic ", cpus: [{kind: " kind ", count: " count "}]}"

static void kernel_with_entry_alone(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0, 0x80000);
}

/* The 10 bytes behind the header; dom0's 512 MiB are 0x10000000-0x2fffffff. */
static void kernel_in_dom0_s_memory(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0x2ffffff6, 0x2ffffff6);
}

static void kernel_a_byte_beyond(void)
{
	put_boot_files();
	put_kernel_uimage("Image", 22, 0, 0x2ffffff7, 0x2ffffff7);
}

static void board_without_gic(void)
{
	board_of("qcom,msm-qgic2", "a,device");
}

static void board_with_iommu(void)
{
	board_of("arm,gic-400", "arm,mmu-500");
}

const struct check_row rows_of_board[] = {
	{XB_CODE_CPU_TYPES, "one kind", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}]}"}},
	{XB_CODE_CPU_TYPES, "two groups of one kind", "",
	 .parts = {.board = "{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}, "
	 "{kind: cortex-a53, count: 4}]}"}},
	{XB_CODE_CPU_TYPES, "two kinds", "note cpu-types", .parts = {.board = BIG_LITTLE},
	 .message = "Xen starts 4 of the board's 6 CPUs: those of the boot CPU's kind, cortex-a53"},
	{XB_CODE_CPU_TYPES, "two kinds, all started", "warning cpu-types",
	 .parts = {.board = BIG_LITTLE, .xen_options = "hmp-unsafe: 1"}},
	{XB_CODE_CPU_TYPES, "two kinds, all started and pinned", "",
	 .parts = {.board = BIG_LITTLE, .xen_options = "hmp-unsafe: 1, dom0_vcpus_pin: true"}},

	{XB_CODE_LOAD_ADDRESS, "a plain Image", "", .prepare = put_boot_files},
	{XB_CODE_LOAD_ADDRESS, "neither address nor entry", "", .prepare = kernel_is_uimage},
	{XB_CODE_LOAD_ADDRESS, "an entry alone", "warning load-address",
	 .prepare = kernel_with_entry_alone, .message = "entry point 0x80000 and no load address"},
	{XB_CODE_LOAD_ADDRESS, "an entry alone, Xen 4.18", "error load-address",
	 .prepare = kernel_with_entry_alone, .parts = {.more = "xen-version: \"4.18\""}},
	{XB_CODE_LOAD_ADDRESS, "an entry alone, Xen 4.17", "", .prepare = kernel_with_entry_alone,
	 .parts = {.more = "xen-version: \"4.17\""}},
	{XB_CODE_LOAD_ADDRESS, "the last bytes of dom0's memory", "",
	 .prepare = kernel_in_dom0_s_memory, .parts = {.more = "xen-version: \"4.18\""}},
	{XB_CODE_LOAD_ADDRESS, "a byte beyond", "error load-address",
	 .prepare = kernel_a_byte_beyond, .parts = {.more = "xen-version: \"4.18\""},
	 .message = "0x2FFFFFF7-0x30000000, outside dom0's memory, which begins with 0x10000000-0x2FFFFFFF"},

	{XB_CODE_NO_IOMMU, "not asked for", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NO_IOMMU, "asked for, and there", "", .prepare = board_with_iommu,
	 .parts = {.tree = "", .xen_options = "iommu: force"}},
	{XB_CODE_NO_IOMMU, "asked for, and not there", "error no-iommu", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: \"verbose,required\""},
	 .message = "iommu=verbose,required: the device tree has no IOMMU"},
	{XB_CODE_NO_IOMMU, "in an earlier word", "error no-iommu", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: [force, verbose]"}},
	{XB_CODE_NO_IOMMU, "wanted, and not there", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .xen_options = "iommu: \"on,verbose\""}},
	{XB_CODE_NO_IOMMU, "a driver that the release has", "",
	 .parts = {.board = WITH_SMMU, .xen_options = "iommu: force",
	 .more = "xen-version: \"4.15\""}},
	{XB_CODE_NO_IOMMU, "a driver that comes later", "error no-iommu",
	 .parts = {.board = WITH_SMMU, .xen_options = "iommu: force",
	 .more = "xen-version: \"4.14\""},
	 .message = "Xen drives this board's arm,smmu-v3 from 4.15 on, and this is Xen 4.14"},
	{XB_CODE_NO_IOMMU, "a driver that is not built in", "error no-iommu",
	 .prepare = config_without_null,
	 .parts = {.board = WITH_SMMU, .xen = XEN_CONFIG, .xen_options = "iommu: force"},
	 .message = "CONFIG_ARM_SMMU_V3, is off in xen.config"},

	{XB_CODE_NO_GIC, "no tree here", "", .parts = {0}},
	{XB_CODE_NO_GIC, "a GIC-400", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NO_GIC, "another controller", "error no-gic", .prepare = board_without_gic,
	 .parts = {.tree = ""}},
	{XB_CODE_NO_GIC, "disabled by an edit", "error no-gic", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, set: {status: disabled}}")},
	 .message = "the edits leave no interrupt controller"},
	{XB_CODE_NO_GIC, "removed by an edit, with the CPUs", "error no-gic", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, remove: true}, {path: /cpus, remove: true}")}},
	{XB_CODE_NO_GIC, "one that an edit makes", "", .prepare = board_without_gic,
	 .parts = {.tree = EDIT("{path: /intc@1000, set: {compatible: \"arm,gic-v3\"}}")}},
	{XB_CODE_NO_GIC, "a tree without CPUs", "", .prepare = put_boot_files, .parts = {.tree = ""}},
	{XB_CODE_NEEDED_NODE, "all there", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_NEEDED_NODE, "no timer", "error needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /timer, remove: true}")}, .message = "the timer of the CPUs"},
	{XB_CODE_NEEDED_NODE, "a disabled timer", "", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /timer, set: {status: disabled}}")}},
	{XB_CODE_NEEDED_NODE, "no /cpus", "error needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /cpus, remove: true}")}, .message = "takes away /cpus"},
	{XB_CODE_NEEDED_NODE, "no /cpus, by the edits alone", "error needed-node",
	 .parts = {.tree = "  size: 1\n" EDIT("{path: /cpus, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "a CPU less, by the edits alone", "",
	 .parts = {.tree = "  size: 1\n" EDIT("{path: /cpus/cpu@1, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "no PSCI", "warning needed-node", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /psci, remove: true}")}, .message = "the node of PSCI"},
	{XB_CODE_NEEDED_NODE, "no PSCI for the one CPU", "", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /psci, remove: true}, {path: /cpus/cpu@1, remove: true}")}},
	{XB_CODE_NEEDED_NODE, "all there, and all they have", "", .prepare = whole_board,
	 .parts = {.tree = ""}},
	{XB_CODE_NEEDED_NODE, "a timer of two interrupts", "error needed-node", .prepare = whole_board,
	 .parts = {.tree = EDIT("{path: /timer, set: {interrupts: <1 13 4 1 14 4>}}")},
	 .message = "an interrupt of the CPUs' timer"},
	{XB_CODE_NEEDED_NODE, "a GIC without its hypervisor's part", "error needed-node",
	 .prepare = whole_board,
	 .parts = {.tree = EDIT("{path: /intc@1000, set: {reg: <0 0x1000 0 0x1000 0 0x2000 0 0x2000>}}")},
	 .message = "an address or the interrupt of the interrupt controller"},
	{XB_CODE_NEEDED_NODE, "a GIC without its interrupt", "error needed-node", .prepare = whole_board,
	 .parts = {.tree = EDIT("{path: /intc@1000, remove: interrupts}")}},
	{XB_CODE_NEEDED_NODE, "no interrupt leads to the GIC", "error needed-node, error needed-node",
	 .prepare = whole_board, .parts = {.tree = EDIT("{path: /, remove: interrupt-parent}")}},
	{XB_CODE_NEEDED_NODE, "/cpus without a CPU", "error needed-node", .prepare = whole_board,
	 .parts = {.tree = EDIT("{path: /cpus/cpu@0, remove: true}")},
	 .message = "the CPU that dom0's CPUs are made after"},
	{XB_CODE_NEEDED_NODE, "never there", "", .prepare = put_boot_files,
	 .parts = {.tree = EDIT("{path: /soc, set: {x: y}}")}},
	/* The others: test-devices.c. */
	{XB_CODE_DEVICE_ADDRESS, "none", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_DEVICE_ADDRESS, "a bridge without any", "error device-address", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /device@2000, set: {device_type: pci}}")}},
	{XB_CODE_DEVICE_INTERRUPT, "none", "", .prepare = board_with_gic, .parts = {.tree = ""}},
	{XB_CODE_DEVICE_INTERRUPT, "an empty place", "error device-interrupt", .prepare = board_with_gic,
	 .parts = {.tree = EDIT("{path: /device@2000, set: {interrupts-extended: <0>}}")}},
	{XB_CODE_BOARD_DIFFERS, "the same", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a53", "2", "0")}},
	{XB_CODE_BOARD_DIFFERS, "nothing said", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}]}"}},
	{XB_CODE_BOARD_DIFFERS, "a plain number of CPUs", "", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}], cpus: 2}"}},
	{XB_CODE_BOARD_DIFFERS, "another number of CPUs", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = "{memory: [{start: 0, size: 1G}], cpus: 3}"},
	 .message = "3 CPUs, the device tree 2 cortex-a53"},
	{XB_CODE_BOARD_DIFFERS, "another interrupt controller", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v3", "cortex-a53", "2", "0")},
	 .message = "says v3, the device tree v2"},
	{XB_CODE_BOARD_DIFFERS, "another kind of CPU", "warning board-differs",
	 .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a72", "2", "0")}},
	{XB_CODE_BOARD_DIFFERS, "RAM elsewhere", "warning board-differs", .prepare = board_with_gic,
	 .parts = {.tree = "", .board = SAME_BOARD("gic: v2", "cortex-a53", "2", "0x80000000"),
	 .script = "0x80C00000"}, .message = "RAM at 0x80000000, the device tree at 0x0"},

	{.label = NULL},
};
