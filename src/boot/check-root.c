/* SPDX-License-Identifier: MIT */
/* Rules about dom0's root: what Linux itself can find (Linux init/do_mounts.c, block/early-lookup.c),
 * and what only a ramdisk's /init can. */
#include <string.h>

#include "boot/check.h"
#include "boot/line.h"

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool has(const struct xb_boot *boot, const char *name)
{
	return xb_line_last(&boot->dom0_line, name) != NULL;
}

/* A root where the boot files come from, as an example. */
static const char *example(const struct xb_boot *boot)
{
	return boot->method->root ? boot->method->root : "/dev/mmcblk0p2 rootwait";
}

static void report_ram(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at, "root=%s, but no ramdisk is loaded",
		   root->value);
	xb_hint(diags, "add dom0.ramdisk, or name what holds the root, such as root=%s", example(boot));
}

/* By a file system's own name only udev finds it. */
static void report_name(const struct xb_boot *boot, const struct xb_setting *root,
			struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s needs a ramdisk that looks for it: Linux itself does not", root->value);
	xb_hint(diags, "load a ramdisk, or name it as Linux can: root=PARTUUID=..., or root=%s",
		example(boot));
}

static void report_nfs(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags)
{
	if (has(boot, "ip"))
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s without ip=: the network stays down until the root is mounted",
		   root->value);
	xb_hint(diags, "add ip=dhcp and nfsroot=SERVER:/PATH");
}

/* Cards, USB and NVMe are found some time after Linux first looks. */
static void report_slow(const struct xb_boot *boot, const struct xb_setting *root,
			struct xb_diags *diags)
{
	if (has(boot, "rootwait") || has(boot, "rootdelay"))
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s without rootwait: Linux looks before the device is there", root->value);
	xb_hint(diags, "add rootwait: VFS: Cannot open root device is the symptom");
}

static void report_bare(const struct xb_boot *boot, const struct xb_setting *root,
			struct xb_diags *diags)
{
	(void)boot;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s is no name of a device to Linux: it wants the path in /dev", root->value);
	xb_hint(diags, "write root=/dev/%s", root->value);
}

/* Without a ramdisk; the first row that fits counts. */
static const struct form {
	const char *start;
	void (*report)(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags);
} forms[] = {
	{"/dev/ram", report_ram},     {"/dev/nfs", report_nfs},	  {"UUID=", report_name},
	{"LABEL=", report_name},      {"/dev/mmcblk", report_slow}, {"/dev/sd", report_slow},
	{"/dev/nvme", report_slow},   {"PARTUUID=", report_slow}, {"PARTLABEL=", report_slow},
	{"/dev/disk/", report_name},  {"/dev/mapper/", report_name},
	{"mmcblk", report_bare},      {"sd", report_bare},
	{"nvme", report_bare},	      {"vd", report_bare},
};

void xb_check_root_device(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  struct xb_diags *diags)
{
	const struct xb_setting *root = xb_line_last(&boot->dom0_line, "root");

	(void)catalog;
	if (xb_boot_load(boot, XB_ROLE_RAMDISK))
		return; /* its /init does what it does */
	if (!root || !root->value) {
		xb_warning(diags, XB_CODE_ROOT_DEVICE, boot->dom0_line.at,
			   "dom0 has neither a ramdisk nor root=: it finds no root");
		xb_hint(diags, "add dom0.ramdisk, or root=%s; a kernel with an initramfs inside needs neither",
			example(boot));
		return;
	}
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (begins(root->value, forms[i].start)) {
			forms[i].report(boot, root, diags);
			return;
		}
}
