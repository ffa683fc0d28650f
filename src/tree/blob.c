/* SPDX-License-Identifier: MIT */
/*
 * Is a blob sound? libfdt of before 1.7 can be led in circles by a hostile one, even by
 * fdt_check_full, so the tags are counted off here. What passes here passes there as well; it is not
 * asked, for it reads byte by byte and takes ten times as long.
 */
#include "tree/blob.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

static const char remake[] = "`dtc -I dtb -O dtb` writes it anew";

static uint32_t be32(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* ---- The header -------------------------------------------------------------------------------- */

static bool check_is_tree(const char *name, const void *blob, size_t size, struct xb_pos at,
			  struct xb_diags *diags)
{
	struct xb_image image;
	const char *bytes = blob;
	size_t tail = size < XB_IMAGE_TAIL ? size : XB_IMAGE_TAIL;

	xb_image_identify(blob, size < XB_IMAGE_HEAD ? size : XB_IMAGE_HEAD,
			  tail ? bytes + size - tail : bytes, tail, size, &image);
	if (image.kind == XB_IMAGE_DTB)
		return true;
	return xb_error(diags, XB_CODE_FILE_TYPE, at, "%s is %s, not a device tree blob", name,
			xb_image_kind_name(image.kind));
}

static bool check_size(const char *name, const void *blob, size_t size, struct xb_pos at,
		       struct xb_diags *diags)
{
	size_t said = size < 8 ? sizeof(struct fdt_header) : fdt_totalsize(blob);

	if (said < sizeof(struct fdt_header))
		said = sizeof(struct fdt_header);
	if (size < said)
		return xb_error(diags, XB_CODE_FILE_TRUNCATED, at,
				"%s has %zu bytes, but its header says %zu", name, size, said);
	if (said <= XB_DTB_MAX)
		return true;
	xb_error(diags, XB_CODE_DTB_TOO_BIG, at,
		 "the header of %s says %zu bytes; Xen takes a device tree of at most %u", name,
		 said, XB_DTB_MAX);
	xb_hint(diags, "padding counts: `dtc -I dtb -O dtb` writes it without");
	return false;
}

static bool check_version(const char *name, const void *blob, struct xb_pos at,
			  struct xb_diags *diags)
{
	if (fdt_version(blob) >= 17 && fdt_last_comp_version(blob) <= 17)
		return true;
	xb_error(diags, XB_CODE_DTB_INVALID, at,
		 "%s has format version %" PRIu32 " (compatible with %" PRIu32
		 "); U-Boot's fdt command edits version 17 alone",
		 name, fdt_version(blob), fdt_last_comp_version(blob));
	xb_hint(diags, "%s", remake);
	return false;
}

/* Entries of the memory reservation block with the empty one at its end, or 0 when it has no end. */
static uint64_t count_reservations(const unsigned char *blob, uint64_t start, uint64_t end)
{
	uint64_t count = 1;

	for (; start <= end && end - start >= 16; start += 16, count++)
		if (be32(blob + start + 8) == 0 && be32(blob + start + 12) == 0)
			return count;
	return 0;
}

/* libfdt's write functions refuse other orders, or put them right only when a tree is moved. */
static const char *find_misorder(const void *blob)
{
	uint64_t reserve = fdt_off_mem_rsvmap(blob), structure = fdt_off_dt_struct(blob);
	uint64_t strings = fdt_off_dt_strings(blob);

	if (reserve < sizeof(struct fdt_header) || structure < reserve ||
	    strings < structure + fdt_size_dt_struct(blob) ||
	    fdt_totalsize(blob) < strings + fdt_size_dt_strings(blob))
		return "its blocks are not in the order reservations, structure, strings";
	if (reserve % 8 || structure % 4)
		return "its blocks are not aligned";
	if (count_reservations(blob, reserve, structure) == 0)
		return "its memory reservations have no end";
	return NULL;
}

/* ---- The structure block ----------------------------------------------------------------------- */

struct scan {
	const unsigned char *at, *end;
	const char *strings;
	size_t strings_size;
	unsigned depth; /* nodes that are open */
	bool behind_child; /* a node ended last: properties come before */
	bool has_root;
};

static size_t left(const struct scan *scan)
{
	return (size_t)(scan->end - scan->at);
}

/* Each returns NULL, or says what is wrong. */
static const char *scan_begin(struct scan *scan)
{
	const unsigned char *nul = memchr(scan->at, 0, left(scan));
	size_t length = nul ? (size_t)(nul - scan->at) + 1 : 0;

	length = (length + 3) & ~(size_t)3;
	if (!nul || length > left(scan))
		return "a node's name has no end";
	if (scan->depth == 0 && scan->has_root)
		return "it has a second root node";
	if (scan->depth == 0 && *scan->at)
		return "its root node has a name";
	if (scan->depth > XB_TREE_DEPTH)
		return "its nodes are nested more than 64 levels deep, which is all that Linux reads";
	scan->at += length;
	scan->depth++;
	scan->has_root = true;
	scan->behind_child = false;
	return NULL;
}

static const char *scan_end_of_node(struct scan *scan)
{
	if (scan->depth == 0)
		return "a node ends that did not begin";
	scan->depth--;
	scan->behind_child = true;
	return NULL;
}

static const char *scan_property(struct scan *scan)
{
	size_t length, name;

	if (left(scan) < 8)
		return "a property is cut off";
	length = be32(scan->at);
	name = be32(scan->at + 4);
	scan->at += 8;
	if (length > left(scan) || ((length + 3) & ~(size_t)3) > left(scan))
		return "a property's value runs past the structure block";
	if (name >= scan->strings_size ||
	    !memchr(scan->strings + name, 0, scan->strings_size - name))
		return "a property's name is not in the strings block";
	if (scan->depth == 0 || scan->behind_child)
		return "a property stands behind or outside the nodes";
	scan->at += (length + 3) & ~(size_t)3;
	return NULL;
}

static const char *scan_end(struct scan *scan)
{
	if (scan->depth > 0)
		return "its structure block ends inside a node";
	return scan->has_root ? NULL : "it has no root node";
}

/* What is wrong with the structure block, and where (from the blob's start); or NULL. */
static const char *find_damage(const unsigned char *blob, size_t *where)
{
	struct scan scan = {
		.at = blob + fdt_off_dt_struct(blob),
		.strings = (const char *)blob + fdt_off_dt_strings(blob),
		.strings_size = fdt_size_dt_strings(blob),
	};
	const char *problem = NULL;
	uint32_t tag = FDT_NOP;

	scan.end = scan.at + fdt_size_dt_struct(blob);
	while (!problem && tag != FDT_END) {
		*where = (size_t)(scan.at - blob);
		if (left(&scan) < 4)
			return "its structure block has no end";
		tag = be32(scan.at);
		scan.at += 4;
		if (tag == FDT_BEGIN_NODE)
			problem = scan_begin(&scan);
		else if (tag == FDT_END_NODE)
			problem = scan_end_of_node(&scan);
		else if (tag == FDT_PROP)
			problem = scan_property(&scan);
		else if (tag == FDT_END)
			problem = scan_end(&scan);
		else if (tag != FDT_NOP)
			problem = "an unknown tag stands in its structure block";
	}
	return problem;
}

/* ---- All of it --------------------------------------------------------------------------------- */

/* Is VALUE, of LENGTH bytes, no path but the name of another alias, or text without an end? */
static bool leads_to_alias(const void *blob, int aliases, const char *value, size_t length)
{
	if (length > 0 && value[0] == '/')
		return false;
	if (length == 0 || !memchr(value, 0, length))
		return true;
	return fdt_getprop_namelen(blob, aliases, value, (int)strcspn(value, "/"), NULL) != NULL;
}

bool xb_blob_alias_chain(const void *blob)
{
	int aliases = fdt_path_offset(blob, "/aliases");
	int property;

	fdt_for_each_property_offset(property, blob, aliases)
	{
		int length;
		const char *value = fdt_getprop_by_offset(blob, property, NULL, &length);

		if (!value || leads_to_alias(blob, aliases, value, (size_t)length))
			return true;
	}
	return false;
}

static bool refuse(const char *name, const char *problem, struct xb_pos at, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_DTB_INVALID, at, "%s cannot be used: %s", name, problem);
	xb_hint(diags, "%s", remake);
	return false;
}

bool xb_blob_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		   struct xb_diags *diags)
{
	const char *problem;
	size_t where = 0;
	int error;

	if (!check_is_tree(name, blob, size, at, diags) ||
	    !check_size(name, blob, size, at, diags) || !check_version(name, blob, at, diags))
		return false;
	problem = find_misorder(blob);
	if (problem)
		return refuse(name, problem, at, diags);
	problem = find_damage(blob, &where);
	if (problem)
		return xb_error(diags, XB_CODE_DTB_INVALID, at, "%s is damaged at byte 0x%zX: %s",
				name, where, problem);
	error = fdt_check_header(blob);
	if (error)
		return refuse(name, fdt_strerror(error), at, diags);
	if (xb_blob_alias_chain(blob))
		return refuse(name, "an alias in /aliases leads to no node, but to an alias", at, diags);
	return true;
}

/* ---- Nodes ------------------------------------------------------------------------------------- */

const char *xb_blob_string(const void *blob, int node, const char *name)
{
	int length;
	const char *value = fdt_getprop(blob, node, name, &length);

	return value && length > 0 && memchr(value, 0, (size_t)length) ? value : NULL;
}

int xb_blob_node(const void *blob, const char *path)
{
	size_t length = strcspn(path, "/");
	char *alias, *full;
	const char *target;
	int node;

	if (length == 0)
		return *path ? fdt_path_offset(blob, path) : -FDT_ERR_BADPATH;
	node = fdt_path_offset(blob, "/aliases");
	if (node < 0)
		return -FDT_ERR_BADPATH;
	alias = xb_strndup(path, length);
	target = xb_blob_string(blob, node, alias);
	full = target ? xb_format("%s%s", target, path + length) : xb_strdup("");
	node = *full == '/' ? fdt_path_offset(blob, full) : -FDT_ERR_BADPATH;
	free(full);
	free(alias);
	return node;
}
