/* SPDX-License-Identifier: MIT */
/* U-Boot boot/image-board.c and cmd/source.c. */
#include "import/script-image.h"

#include <inttypes.h>
#include <libfdt.h>
#include <string.h>
#include <zlib.h>

/* struct legacy_img_hdr (U-Boot include/image.h): offsets and sizes in bytes. */
enum {
	HEADER_SIZE = 64,
	MAGIC = 0,
	HEADER_CRC = 4,
	DATA_SIZE = 12,
	DATA_CRC = 24,
	TYPE = 30,
	TYPE_SCRIPT = 6,
};
#define LEGACY_MAGIC 0x27051956u

static uint32_t word_at(const char *bytes, size_t offset)
{
	const unsigned char *at = (const unsigned char *)bytes + offset;

	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t checksum(const char *bytes, size_t length)
{
	return (uint32_t)crc32(0, (const unsigned char *)bytes, (unsigned)length);
}

/* ---- boot.scr ---- */

static bool header_is_whole(const char *bytes)
{
	char header[HEADER_SIZE];

	memcpy(header, bytes, sizeof(header));
	memset(header + HEADER_CRC, 0, 4);
	return checksum(header, sizeof(header)) == word_at(bytes, HEADER_CRC);
}

/* The lengths of its parts, each with the highest byte first, a 0 behind them; then the parts. */
static bool find_first_part(const char *data, size_t size, struct xb_pos at, const char **text,
			    size_t *length, struct xb_diags *diags)
{
	size_t parts = 0, offset;

	while ((parts + 1) * 4 <= size && word_at(data, parts * 4))
		parts++;
	offset = (parts + 1) * 4;
	if (!parts || offset > size)
		return xb_error(diags, XB_CODE_FILE_TYPE, at,
				"the script image has no script in it: U-Boot says \"Empty Script\"");
	*text = data + offset;
	*length = word_at(data, 0);
	if (*length > size - offset)
		return xb_error(diags, XB_CODE_FILE_TRUNCATED, at,
				"the script has 0x%zX bytes, and the image has 0x%zX for it",
				*length, size - offset);
	if (parts > 1) {
		xb_warning(diags, XB_CODE_FILE_TYPE, at,
			   "the image has %zu scripts; source runs the first alone", parts);
		xb_hint(diags, "make an image of each, or put them into one file");
	}
	return true;
}

static bool find_in_legacy(const char *bytes, size_t length, struct xb_pos at, const char **text,
			   size_t *text_length, struct xb_diags *diags)
{
	const uint32_t size = length < HEADER_SIZE ? 0 : word_at(bytes, DATA_SIZE);

	if (length < HEADER_SIZE || size > length - HEADER_SIZE)
		return xb_error(diags, XB_CODE_FILE_TRUNCATED, at,
				"the image should have 0x%" PRIx32
				" bytes behind its header; it has 0x%zX",
				size, length < HEADER_SIZE ? 0 : length - HEADER_SIZE);
	if (!header_is_whole(bytes))
		return xb_error(diags, XB_CODE_FILE_TYPE, at,
				"the image's header is damaged: U-Boot says \"Bad header crc\"");
	if (checksum(bytes + HEADER_SIZE, size) != word_at(bytes, DATA_CRC))
		return xb_error(diags, XB_CODE_FILE_TYPE, at,
				"the image's data is damaged: U-Boot says \"Bad data crc\"");
	if ((unsigned char)bytes[TYPE] != TYPE_SCRIPT)
		return xb_error(diags, XB_CODE_FILE_TYPE, at,
				"the image is of type %u; a script is %u: mkimage -T script",
				(unsigned)(unsigned char)bytes[TYPE], TYPE_SCRIPT);
	return find_first_part(bytes + HEADER_SIZE, size, at, text, text_length, diags);
}

/* ---- FIT ---- */

static bool is_script(const void *fit, int image)
{
	const char *type = fdt_getprop(fit, image, "type", NULL);

	return type && !strcmp(type, "script");
}

/* What the default configuration calls its script; NULL: it calls none so. */
static const char *configured_script(const void *fit)
{
	const int configs = fdt_path_offset(fit, "/configurations");
	const char *name = configs < 0 ? NULL : fdt_getprop(fit, configs, "default", NULL);
	const int config = name ? fdt_subnode_offset(fit, configs, name) : -1;

	return config < 0 ? NULL : fdt_getprop(fit, config, "script", NULL);
}

static int first_script(const void *fit, int images)
{
	int image;

	fdt_for_each_subnode(image, fit, images)
	{
		if (is_script(fit, image))
			return image;
	}
	return -FDT_ERR_NOTFOUND;
}

/* The default configuration's script, else the images' default. U-Boot takes no other without its name. */
static int find_image(const void *fit, int images, struct xb_pos at, struct xb_diags *diags)
{
	const char *fallback = fdt_getprop(fit, images, "default", NULL);
	const char *name = configured_script(fit);
	const int first = first_script(fit, images);

	if (name && !fallback) {
		xb_note(diags, XB_CODE_FILE_TYPE, at,
			"U-Boot finds the script of a configuration from 2023.04 on: before, source wants "
			"its name");
		xb_hint(diags, "default = \"%s\" in /images is read by all", name);
	} else if (!name && !fallback && first >= 0) {
		xb_warning(diags, XB_CODE_FILE_TYPE, at,
			   "neither a configuration nor /images says which script is meant: source wants "
			   "its name, or says \"No FIT subimage unit name\"");
		xb_hint(diags, "source ADDRESS:%s", fdt_get_name(fit, first, NULL));
		return first;
	}
	name = name ? name : fallback;
	return name ? fdt_subnode_offset(fit, images, name) : -FDT_ERR_NOTFOUND;
}

/* U-Boot's "Bad Data Hash", as far as the sum is one that zlib has. */
static bool hash_is_right(const void *fit, int image, const char *data, size_t size)
{
	int hash;

	fdt_for_each_subnode(hash, fit, image)
	{
		const char *name = fdt_get_name(fit, hash, NULL);
		const char *algorithm = fdt_getprop(fit, hash, "algo", NULL);
		int length = 0;
		const char *value = fdt_getprop(fit, hash, "value", &length);

		if (name && !strncmp(name, "hash", 4) && algorithm && !strcmp(algorithm, "crc32") &&
		    value && length == 4 && word_at(value, 0) != checksum(data, size))
			return false;
	}
	return true;
}

/* Its data is the text itself, without the lengths that boot.scr has. */
static bool find_in_fit(const char *bytes, size_t length, struct xb_pos at, const char **text,
			size_t *text_length, struct xb_diags *diags)
{
	int images, image, size = 0;

	if (fdt_check_full(bytes, length))
		return xb_error(diags, XB_CODE_FILE_TYPE, at, "the device tree or FIT is damaged");
	images = fdt_path_offset(bytes, "/images");
	image = images < 0 ? -FDT_ERR_NOTFOUND : find_image(bytes, images, at, diags);
	if (image < 0 || !is_script(bytes, image))
		return xb_error(diags, XB_CODE_FILE_TYPE, at, "the FIT has no script in it");
	*text = fdt_getprop(bytes, image, "data", &size);
	if (!*text)
		return xb_error(
			diags, XB_CODE_FILE_TYPE, at,
			"the script's data stands outside of the FIT, and is not read here");
	*text_length = (size_t)size;
	if (!hash_is_right(bytes, image, *text, *text_length))
		return xb_error(diags, XB_CODE_FILE_TYPE, at,
				"the script's data is damaged: U-Boot says \"Bad Data Hash\"");
	return true;
}

/* ---- Packed ---- */

/* mkimage says gzip where it is not told otherwise, and packs nothing: what the header says does not count. */
static bool is_packed(const char *text, size_t length)
{
	return length > 2 && (unsigned char)text[0] == 0x1F && (unsigned char)text[1] == 0x8B;
}

static bool check_unpacked(const char *text, size_t length, struct xb_pos at,
			   struct xb_diags *diags)
{
	if (!is_packed(text, length))
		return true;
	xb_error(diags, XB_CODE_FILE_TYPE, at,
		 "the script in the image is packed with gzip, and U-Boot runs its bytes as they are");
	xb_hint(diags, "make the image of the text itself");
	return false;
}

/* ---- Either ---- */

bool xb_script_find(const char *name, const char *bytes, size_t length, const char **text,
		    size_t *text_length, struct xb_diags *diags)
{
	const struct xb_pos at = {.file = name};
	const uint32_t magic = length >= 4 ? word_at(bytes, MAGIC) : 0;

	if (magic == LEGACY_MAGIC)
		return find_in_legacy(bytes, length, at, text, text_length, diags) &&
		       check_unpacked(*text, *text_length, at, diags);
	if (magic == FDT_MAGIC)
		return find_in_fit(bytes, length, at, text, text_length, diags) &&
		       check_unpacked(*text, *text_length, at, diags);
	*text = bytes;
	*text_length = length;
	return true;
}
