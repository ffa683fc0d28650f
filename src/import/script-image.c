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
				"the script image has no script in it");
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

/* The image that the default configuration calls its script, else the one that is the images'
 * default, else the only one. */
static int find_image(const void *fit, int images)
{
	const int configs = fdt_path_offset(fit, "/configurations");
	const char *name = configs < 0 ? NULL : fdt_getprop(fit, configs, "default", NULL);
	const int config = name ? fdt_subnode_offset(fit, configs, name) : -1;
	const char *script = config < 0 ? NULL : fdt_getprop(fit, config, "script", NULL);
	int image;

	if (!script)
		script = fdt_getprop(fit, images, "default", NULL);
	if (script)
		return fdt_subnode_offset(fit, images, script);
	fdt_for_each_subnode(image, fit, images)
	{
		if (is_script(fit, image))
			return image;
	}
	return -FDT_ERR_NOTFOUND;
}

static bool find_in_fit(const char *bytes, size_t length, struct xb_pos at, const char **text,
			size_t *text_length, struct xb_diags *diags)
{
	int images, image, size = 0;

	if (fdt_check_full(bytes, length))
		return xb_error(diags, XB_CODE_FILE_TYPE, at, "the device tree or FIT is damaged");
	images = fdt_path_offset(bytes, "/images");
	image = images < 0 ? -FDT_ERR_NOTFOUND : find_image(bytes, images);
	if (image < 0 || !is_script(bytes, image))
		return xb_error(diags, XB_CODE_FILE_TYPE, at, "the FIT has no script in it");
	*text = fdt_getprop(bytes, image, "data", &size);
	if (!*text)
		return xb_error(
			diags, XB_CODE_FILE_TYPE, at,
			"the script's data stands outside of the FIT, and is not read here");
	*text_length = (size_t)size; /* the text alone, without a table of lengths */
	return true;
}

/* ---- Either ---- */

bool xb_script_find(const char *name, const char *bytes, size_t length, const char **text,
		    size_t *text_length, struct xb_diags *diags)
{
	const struct xb_pos at = {.file = name};

	if (length >= 4 && word_at(bytes, MAGIC) == LEGACY_MAGIC)
		return find_in_legacy(bytes, length, at, text, text_length, diags);
	if (length >= 4 && word_at(bytes, MAGIC) == FDT_MAGIC)
		return find_in_fit(bytes, length, at, text, text_length, diags);
	*text = bytes;
	*text_length = length;
	return true;
}
