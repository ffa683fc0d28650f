/* SPDX-License-Identifier: MIT */
/* All variables that ImageBuilder has, and what is said of those that no key of a profile comes from. */
#include "import/imagebuilder-build.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_LINE "it is of the line that is made where there is no XEN_CMD, and of dom0"

/* A variable; one of an array has elements as many as the variable COUNT says. WHY: it has no counterpart. */
static const struct known {
	const char *name, *count, *why;
} variables[] = {
	{"MEMORY_START", NULL, NULL},
	{"MEMORY_END", NULL, NULL},
	{"DEVICE_TREE", NULL, NULL},
	{"LOAD_CMD", NULL, NULL},
	{"BOOT_CMD", NULL, "the script starts Xen with booti"},
	{"XEN", NULL, NULL},
	{"XEN_CMD", NULL, NULL},
	{"XEN_COLORS", NULL, "XEN_CMD is the whole line"},
	{"XEN_STATIC_HEAP", NULL, NULL},
	{"XEN_POLICY", NULL, NULL},
	{"XEN_LOAD", NULL, "all files are loaded as LOAD_CMD says"},
	{"DOM0_KERNEL", NULL, NULL},
	{"DOM0_RAMDISK", NULL, "there is no DOM0_KERNEL"},
	{"DOM0_CMD", NULL, "there is no DOM0_KERNEL"},
	{"DOM0_MEM", NULL, WHOLE_LINE},
	{"DOM0_VCPUS", NULL, WHOLE_LINE},
	{"DOM0_COLORS", NULL, WHOLE_LINE},
	{"DOM0_VIOMMU", NULL, WHOLE_LINE},
	{"DOM0_ROOTFS", NULL, "disk_image alone reads it"},
	{"DOM0_LOAD", NULL, "all files are loaded as LOAD_CMD says"},
	{"NUM_DT_OVERLAY", NULL, NULL},
	{"DT_OVERLAY", "NUM_DT_OVERLAY", NULL},
	{"NUM_DOMUS", NULL, NULL},
	{"DOMU_KERNEL", "NUM_DOMUS", NULL},
	{"DOMU_RAMDISK", "NUM_DOMUS", NULL},
	{"DOMU_CMD", "NUM_DOMUS", NULL},
	{"DOMU_PASSTHROUGH_DTB", "NUM_DOMUS", NULL},
	{"DOMU_PASSTHROUGH_PATHS", "NUM_DOMUS", NULL},
	{"DOMU_PASSTHROUGH_PROP", "NUM_DOMUS", NULL},
	{"DOMU_MEM", "NUM_DOMUS", "the memory is the sum of DOMU_STATIC_MEM"},
	{"DOMU_VCPUS", "NUM_DOMUS", NULL},
	{"DOMU_COLORS", "NUM_DOMUS", NULL},
	{"DOMU_STATIC_MEM", "NUM_DOMUS", NULL},
	{"DOMU_DIRECT_MAP", "NUM_DOMUS", "there is no DOMU_STATIC_MEM"},
	{"DOMU_SHARED_MEM", "NUM_DOMUS", NULL},
	{"DOMU_STATIC_EVTCHNS", "NUM_DOMUS", NULL},
	{"DOMU_ENHANCED", "NUM_DOMUS", NULL},
	{"DOMU_VIOMMU", "NUM_DOMUS", "no release of Xen reads viommu"},
	{"DOMU_VPL011", "NUM_DOMUS", NULL},
	{"DOMU_VUART_PL011", "NUM_DOMUS", "the UART that Xen plays is always a PL011"},
	{"DOMU_NOBOOT", "NUM_DOMUS", NULL},
	{"DOMU_ROOTFS", "NUM_DOMUS", "ImageBuilder does not start a guest with a root on a disk"},
	{"DOMU_DRIVER_DOMAIN", "NUM_DOMUS", "disk_image alone reads it"},
	{"DOMU_CPUPOOL", "NUM_DOMUS", NULL},
	{"DOMU_GRANT_VER", "NUM_DOMUS", NULL},
	{"DOMU_GRANT_FRAMES", "NUM_DOMUS", NULL},
	{"DOMU_MAPTRACK_FRAMES", "NUM_DOMUS", NULL},
	{"DOMU_NR_SPIS", "NUM_DOMUS", NULL},
	{"DOMU_CAPS", "NUM_DOMUS", NULL},
	{"DOMU_VCPU_HARD_AFFINITY", "NUM_DOMUS", NULL},
	{"DOMU_TRAP_UNMAP", "NUM_DOMUS", NULL},
	{"DOMU_DOMID", "NUM_DOMUS", "Xen counts the domains by itself"},
	{"DOMU_P2M_MEM_MB", "NUM_DOMUS", NULL},
	{"DOMU_LOAD", "NUM_DOMUS", "all files are loaded as LOAD_CMD says"},
	{"NUM_CPUPOOLS", NULL, NULL},
	{"CPUPOOL", "NUM_CPUPOOLS", NULL},
	{"PASSTHROUGH_DTS_REPO", NULL, "the partial trees are made from the base tree"},
	{"LOPPER_PATH", NULL, "the partial trees are made from the base tree"},
	{"LOPPER_CMD", NULL, "the partial trees are made from the base tree"},
	{"BITSTREAM", NULL, "a profile loads no bitstream; load.before can"},
	{"APPEND_EXTRA_CMDS", NULL, "commands have a place before the loads alone: load.before"},
	{"UBOOT_SOURCE", NULL, NULL},
	{"UBOOT_SCRIPT", NULL, NULL},
	{"FDTEDIT", NULL, NULL},
	{"FIT", NULL, "the files are loaded one by one"},
	{"FIT_ENC_KEY_DIR", NULL, "nothing is signed"},
	{"FIT_ENC_UB_DTB", NULL, "nothing is signed"},
	{"DBG_FDT_PRINT_CHOSEN", NULL, "the script prints no tree"},
	{"LINUX", NULL, "Xen is not started then"},
	{"LINUX_CMD", NULL, "it is of a boot without Xen"},
	{"LINUX_RAMDISK", NULL, "it is of a boot without Xen"},
	{"LINUX_ROOTFS", NULL, "it is of a boot without Xen"},
	{"GPT", NULL, "disk_image alone reads it"},
	{"NUM_BOOT_AUX_FILE", NULL, "disk_image alone reads it"},
	{"BOOT_AUX_FILE", "NUM_BOOT_AUX_FILE", "disk_image alone reads it"},
};

static const struct known *find(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(variables); i++)
		if (!strcmp(variables[i].name, name))
			return &variables[i];
	return NULL;
}

static const char *title_of(struct xb_building *building, const struct xb_assignment *given)
{
	const struct known *known = find(given->name);
	const bool array = known ? known->count != NULL
				 : strcmp(given->index, "0") != 0 ||
					   xb_assignments_of(&building->given, given->name) > 1;

	return xb_building_title(building, given->name, array ? given->index : NULL);
}

static void put_comment(struct xb_building *building, const struct xb_assignment *given,
			const char *why)
{
	const char *title = title_of(building, given);

	xb_buf_puts(&building->left_out, "# left out: ");
	xb_buf_put_visible(&building->left_out, title, strlen(title));
	xb_buf_puts(&building->left_out, "=");
	xb_buf_put_visible(&building->left_out, given->value, strlen(given->value));
	xb_buf_printf(&building->left_out, ": %s\n", why);
}

void xb_building_leave_out(struct xb_building *building, const struct xb_assignment *given,
			   const char *why)
{
	put_comment(building, given, why);
	xb_note(building->diags, XB_CODE_UNSUPPORTED_COMMAND, given->at,
		"%s is left out of the profile: %s", title_of(building, given), why);
}

/* ---- What ImageBuilder does not know, or does not look at ---- */

static void put_unknown(struct xb_building *building, const struct xb_assignment *given)
{
	const char *names[XB_COUNT(variables) + 1] = {NULL}, *near;

	for (size_t i = 0; i < XB_COUNT(variables); i++)
		names[i] = variables[i].name;
	near = xb_nearest(given->name, names);
	put_comment(building, given, "ImageBuilder has no such variable");
	xb_warning(building->diags, XB_CODE_UNKNOWN_KEY, given->at,
		   "ImageBuilder has no variable %s: it has no effect", given->name);
	if (near)
		xb_hint(building->diags, "did you mean %s?", near);
}

/* Of an array, an element behind those that are counted. */
static bool is_behind(struct xb_building *building, const struct known *known,
		      const struct xb_assignment *given, uint64_t *count)
{
	char *end;
	const uint64_t index = strtoull(given->index, &end, 10);

	if (!known->count)
		return false;
	*count = xb_building_number(building, known->count, NULL, NULL, 0);
	return end == given->index || index >= *count;
}

static void put_behind(struct xb_building *building, const struct xb_assignment *given,
		       const char *counter, uint64_t count)
{
	const char *why = xb_arena_format(&building->arena, "%s is %" PRIu64, counter, count);

	put_comment(building, given, why);
	xb_warning(building->diags, XB_CODE_BAD_VALUE, given->at, "%s has no effect: %s",
		   title_of(building, given), why);
	xb_hint(building->diags, "elements are counted from 0 on, up to %s", counter);
}

static void put_unused(struct xb_building *building, const struct xb_assignment *given)
{
	const struct known *known = find(given->name);
	uint64_t count = 0;

	if (!known)
		put_unknown(building, given);
	else if (is_behind(building, known, given, &count) && strcmp(known->count, "NUM_BOOT_AUX_FILE"))
		put_behind(building, given, known->count, count);
	else
		xb_building_leave_out(building, given, known->why ? known->why : "it has no effect here");
}

void xb_building_put_rest(struct xb_building *building)
{
	for (size_t i = 0; i < building->given.count; i++) {
		struct xb_assignment *given = building->given.items[i];

		if (!given->used && given->value[0])
			put_unused(building, given);
	}
}
