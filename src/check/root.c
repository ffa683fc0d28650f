/* SPDX-License-Identifier: MIT */
/* Rules about dom0's root: what Linux itself can find (Linux init/do_mounts.c, block/early-lookup.c),
 * and what only a ramdisk's /init can. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* The word of dom0's line that decides NAME. */
static const struct xb_setting *last(const struct xb_boot *boot, const char *name)
{
	return xb_line_last(&xb_boot_dom0(boot)->line, name);
}

static const char *value_of(const struct xb_boot *boot, const char *name)
{
	const struct xb_setting *word = last(boot, name);

	return word ? word->value : NULL;
}

static bool has(const struct xb_boot *boot, const char *name)
{
	return last(boot, name) != NULL;
}

/* Where the kernel comes from; NULL: not known. */
static const struct xb_medium *medium_of(const struct xb_boot *boot)
{
	return xb_dom0_load(boot, XB_MODULE_KERNEL)->from;
}

/* What dom0 could have for a root where the files come from. */
static const char *example(const struct xb_boot *boot)
{
	const struct xb_medium *medium = medium_of(boot);

	return medium && medium->method && medium->method->root ? medium->method->root
								: "/dev/mmcblk0p2 rootwait";
}

/* What to call the ramdisk, which there may not be. */
static const char *ramdisk_name(const struct xb_boot *boot)
{
	const char *key = xb_boot_dom0(boot)->ramdisk_key;

	return key ? key : "a ramdisk";
}

/* ---- By what root= says -------------------------------------------------------------------------- */

static void report_ram(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at, "root=%s, but no ramdisk is loaded",
		   root->value);
	xb_hint(diags, "add %s, or say where the root is: root=%s", ramdisk_name(boot),
		example(boot));
}

/* By a file system's own name only udev finds it. */
static void report_name(const struct xb_boot *boot, const struct xb_setting *root,
			struct xb_diags *diags)
{
	(void)boot;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s needs a ramdisk that looks for it: Linux itself does not", root->value);
	xb_hint(diags, "use root=PARTUUID=... or /dev/..., or load a ramdisk");
}

/* xen-blkfront makes it, in guests. */
static void report_guest(const struct xb_boot *boot, const struct xb_setting *root,
			 struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s is a disk that Xen gives to a guest: dom0 has none", root->value);
	xb_hint(diags, "name the disk itself, as root=%s", example(boot));
}

static void report_mapper(const struct xb_boot *boot, const struct xb_setting *root,
			  struct xb_diags *diags)
{
	if (has(boot, "dm-mod.create") || has(boot, "dm_mod.create"))
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
		   "root=%s without dm-mod.create=: nobody makes this device", root->value);
	xb_hint(diags, "add dm-mod.create=..., or load a ramdisk that makes it");
}

/* The files are from one kind of disk, and the root is on another. */
static void report_other_disk(const struct xb_boot *boot, const struct xb_setting *root,
			      struct xb_diags *diags)
{
	const struct xb_medium *medium = medium_of(boot);
	const char *disk = medium && medium->method ? medium->method->disk : NULL;

	if (!disk || !begins(root->value, "/dev/") || begins(root->value, disk))
		return;
	xb_note(diags, XB_CODE_ROOT_DEVICE, root->at,
		"root=%s is another disk than the one that the files come from (%s)", root->value,
		medium->command);
	xb_hint(diags, "if they are one disk, Linux calls it %s...", disk);
}

/* Cards, USB and NVMe are found some time after Linux first looks. */
static void report_slow(const struct xb_boot *boot, const struct xb_setting *root,
			struct xb_diags *diags)
{
	if (!has(boot, "rootwait") && !has(boot, "rootdelay")) {
		xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
			   "root=%s without rootwait: Linux looks before the device is there",
			   root->value);
		xb_hint(diags, "add rootwait: VFS: Cannot open root device is the symptom");
		xb_fix_option(boot, xb_boot_dom0(boot)->scope, "rootwait", "true", diags);
	}
	report_other_disk(boot, root, diags);
}

/* ---- NFS -------------------------------------------------------------------------------------- */

/* Is the Nth field of ip=CLIENT:SERVER:GATEWAY:NETMASK:HOSTNAME:DEVICE:HOW one of WORDS? */
static bool field_is(const char *ip, unsigned n, const char *const *words)
{
	size_t length;

	for (; n > 1 && ip; n--) {
		ip = strchr(ip, ':');
		if (ip)
			ip++;
	}
	length = ip ? strcspn(ip, ":") : 0;
	for (; *words; words++)
		if (strlen(*words) == length && strncmp(ip ? ip : "", *words, length) == 0)
			return true;
	return false;
}

/* Without DHCP only nfsroot= and ip= can name the server (Linux net/ipv4/ipconfig.c). */
static void judge_server(const struct xb_boot *boot, const char *ip, struct xb_pos at,
			 struct xb_diags *diags)
{
	static const char *const by_hand[] = {"off", "none", NULL}, *const nothing[] = {"", NULL};

	if (has(boot, "nfsroot") || !field_is(ip, 7, by_hand) || !field_is(ip, 2, nothing))
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, at,
		   "root=/dev/nfs, and neither nfsroot= nor ip=%s names a server", ip);
	xb_hint(diags, "add nfsroot=SERVER:/PATH");
}

static void judge_network(const struct xb_boot *boot, struct xb_pos at, struct xb_diags *diags)
{
	const struct xb_setting *word = last(boot, "ip");
	const char *ip = word ? word->value : NULL;

	if (ip && strcmp(ip, "off") != 0 && strcmp(ip, "none") != 0) {
		judge_server(boot, ip, at, diags);
		return;
	}
	xb_warning(diags, XB_CODE_ROOT_DEVICE, at,
		   "a root on the network %s%s: the network stays down until the root is mounted",
		   ip ? "with ip=" : "without ip=", ip ? ip : "");
	xb_hint(diags, "add ip=dhcp and nfsroot=SERVER:/PATH");
}

static void report_network(const struct xb_boot *boot, const struct xb_setting *root,
			   struct xb_diags *diags)
{
	judge_network(boot, root->at, diags);
}

/* ---- All forms -------------------------------------------------------------------------------- */

/* Without a ramdisk; the first row that fits counts. */
static const struct form {
	const char *start;
	void (*report)(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags);
} forms[] = {
	{"/dev/ram", report_ram},     {"/dev/nfs", report_network}, {"/dev/cifs", report_network},
	{"UUID=", report_name},       {"LABEL=", report_name},	    {"/dev/disk/", report_name},
	{"/dev/mapper/", report_name}, {"/dev/dm-", report_mapper}, {"/dev/xvd", report_guest},
	{"/dev/mmcblk", report_slow}, {"/dev/sd", report_slow},	    {"/dev/nvme", report_slow},
	{"PARTUUID=", report_slow},   {"PARTLABEL=", report_slow},  {"/dev/vd", report_other_disk},
};

static const struct form *find_form(const char *value)
{
	for (size_t i = 0; i < XB_COUNT(forms); i++)
		if (begins(value, forms[i].start))
			return &forms[i];
	return NULL;
}

/* 179:2 or b302; mtd and ubi are names of their own; a file system without a disk takes any. */
static bool is_other_name(const struct xb_boot *boot, const char *value)
{
	return value[strspn(value, "0123456789abcdefABCDEF:")] == '\0' || begins(value, "mtd") ||
	       begins(value, "ubi") || begins(value, "/dev/") || value_of(boot, "rootfstype");
}

static void fix_root(const struct xb_boot *boot, const struct xb_setting *root,
		     struct xb_diags *diags)
{
	char *path = xb_format("/dev/%s", root->value);

	xb_fix_word(boot, root, path, diags);
	free(path);
}

static void judge_root(const struct xb_boot *boot, const struct xb_setting *root,
		       struct xb_diags *diags)
{
	const struct form *form = find_form(root->value);

	if (form) {
		form->report(boot, root, diags);
	} else if (begins(root->value, "/dev/") && strchr(root->value + strlen("/dev/"), '/')) {
		report_name(boot, root, diags); /* a volume group's */
	} else if (!is_other_name(boot, root->value)) {
		xb_warning(diags, XB_CODE_ROOT_DEVICE, root->at,
			   "root=%s is no name that Linux finds: /dev/ is missing", root->value);
		xb_hint(diags, "write root=/dev/%s", root->value);
		fix_root(boot, root, diags);
	}
}

/* nfsroot= and cifsroot= alone mean /dev/nfs and /dev/cifs (fs/nfs/nfsroot.c nfs_root_setup). */
static void judge_no_root(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);
	const struct xb_setting *nfs = last(boot, "nfsroot");

	if (!nfs)
		nfs = last(boot, "cifsroot");
	if (nfs) {
		judge_network(boot, nfs->at, diags);
		return;
	}
	if (dom0->line.partial)
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, dom0->line.at,
		   "dom0 has neither a ramdisk nor root=: it finds no root");
	xb_hint(diags, "add %s or root=%s; a kernel with an initramfs inside needs neither",
		ramdisk_name(boot), example(boot));
}

/* The command line's address wins over /chosen's, and means memory of the bare board
 * (init/do_mounts_initrd.c early_initrdmem). */
static void judge_address(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_setting *word = last(boot, "initrd");

	if (!word)
		word = last(boot, "initrdmem");
	if (!word || !word->value)
		return;
	xb_warning(diags, XB_CODE_ROOT_DEVICE, word->at,
		   "%s=%s is an address of the bare board: under Xen the ramdisk is elsewhere",
		   word->name, word->value);
	xb_hint(diags, "leave %s out: Xen tells dom0 where %s is", word->name, ramdisk_name(boot));
	xb_fix_word(boot, word, NULL, diags);
}

void xb_check_root_device(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *root = last(boot, "root");

	judge_address(boot, diags);
	if (xb_dom0_load(boot, XB_MODULE_RAMDISK))
		return; /* its /init does what it does */
	if (root && root->value)
		judge_root(boot, root, diags);
	else
		judge_no_root(boot, diags);
}
