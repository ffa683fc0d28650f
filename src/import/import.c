/* SPDX-License-Identifier: MIT */
/* The kinds of what is read: a new one is a row. */
#include "xenboot/import.h"

#include "import/imagebuilder.h"
#include "import/importers.h"

#include <string.h>
#include <sys/stat.h>

/* ---- Rows whose functions are older than the table ---- */

static bool recognise_imagebuilder(const struct xb_import_source *source)
{
	return xb_is_imagebuilder(source->bytes, source->length);
}

static bool write_imagebuilder(const struct xb_import_config *config,
			       const struct xb_import_source *source,
			       const struct xb_import_names *names, struct xb_buf *out,
			       struct xb_diags *diags)
{
	(void)config;
	xb_import_imagebuilder(source->bytes, source->length, names, out, diags);
	return true;
}

static enum xb_image_kind kind_of(const struct xb_import_source *source)
{
	const size_t head = source->length < XB_IMAGE_HEAD ? source->length : XB_IMAGE_HEAD;
	const size_t tail = source->length < XB_IMAGE_TAIL ? source->length : XB_IMAGE_TAIL;
	struct xb_image image;

	xb_image_identify(source->bytes, head, source->bytes + source->length - tail, tail,
			  source->length, &image);
	return image.kind;
}

/* Any text may be one; an image of another type is told to be one when it is read. */
static bool recognise_script(const struct xb_import_source *source)
{
	static const unsigned kinds = 1u << XB_IMAGE_TEXT | 1u << XB_IMAGE_EMPTY |
				      1u << XB_IMAGE_SCRIPT | 1u << XB_IMAGE_UIMAGE |
				      1u << XB_IMAGE_DTB;
	const size_t head = source->length < XB_IMAGE_HEAD ? source->length : XB_IMAGE_HEAD;

	return kinds & 1u << kind_of(source) || !memchr(source->bytes, 0, head);
}

static bool describe_script(const struct xb_import_config *config,
			    const struct xb_import_source *source, struct xb_ways *ways,
			    struct xb_diags *diags)
{
	return xb_import_script(config, source->name, source->bytes, source->length, ways, diags);
}

/* ---- The table ---- */

/* Scripts are last: what is text and nothing else is one. */
const struct xb_importer xb_importers[] = {
	{.name = "dtb",
	 .title = "a device tree",
	 .most = XB_DTB_MAX,
	 .recognise = xb_is_dtb,
	 .describe = xb_describe_dtb},
	{.name = "imagebuilder",
	 .title = "a configuration of ImageBuilder",
	 .most = 1 << 20,
	 .recognise = recognise_imagebuilder,
	 .write = write_imagebuilder,
	 .name_places = xb_import_imagebuilder_name},
	{.name = "xl-dmesg",
	 .title = "what Xen printed",
	 .most = 16 << 20,
	 .recognise = xb_is_xl_dmesg,
	 .describe = xb_describe_running},
	{.name = "xl-info",
	 .title = "what xl info prints",
	 .most = 1 << 20,
	 .recognise = xb_is_xl_info,
	 .describe = xb_describe_running},
	{.name = "running",
	 .title = "a system that runs: /proc/device-tree, or what xl prints",
	 .recognise = xb_is_running,
	 .describe = xb_describe_running},
	{.name = "folder",
	 .title = "a folder of boot files, Yocto's deploy folder perhaps",
	 .recognise = xb_is_boot_folder,
	 .write = xb_write_boot_folder},
	{.name = "script",
	 .title = "a script of U-Boot",
	 .most = XB_IMPORT_MAX,
	 .recognise = recognise_script,
	 .describe = describe_script},
	{.name = NULL},
};

/* ---- Finding one ---- */

static bool is_of(const struct xb_importer *importer, const struct xb_import_source *source)
{
	return source->folder == !importer->most && importer->recognise(source);
}

/* "device trees, ..." */
static const struct xb_importer *report_unknown(const struct xb_import_source *source,
						struct xb_diags *diags)
{
	const struct xb_pos at = {.file = source->name};
	struct xb_buf titles = {0};

	if (source->folder)
		xb_error(diags, XB_CODE_FILE_TYPE, at, "the folder has nothing that can be imported");
	else
		xb_error(diags, XB_CODE_FILE_TYPE, at, "%s cannot be imported",
			 xb_image_kind_name(kind_of(source)));
	for (const struct xb_importer *importer = xb_importers; importer->name; importer++)
		if (source->folder == !importer->most)
			xb_buf_printf(&titles, "%s%s", titles.length ? ", or " : "", importer->title);
	xb_hint(diags, "it should be %s", titles.data);
	xb_buf_clear(&titles);
	return NULL;
}

const struct xb_importer *xb_importer_find(const struct xb_import_source *source,
					   struct xb_diags *diags)
{
	const struct xb_importer *importer = xb_importers;

	while (importer->name && !is_of(importer, source))
		importer++;
	if (!importer->name)
		return report_unknown(source, diags);
	if (source->length <= importer->most)
		return importer;
	xb_error(diags, XB_CODE_FILE_TYPE, (struct xb_pos){.file = source->name},
		 "it is %s of %zu bytes; at most %zu are read", importer->title, source->length,
		 importer->most);
	return NULL;
}

/* ---- Reading ---- */

bool xb_import_source_read(const char *name, struct xb_import_source *source,
			   struct xb_buf *bytes, struct xb_diags *diags)
{
	struct stat info;

	*source = (struct xb_import_source){.name = name, .bytes = ""};
	if (strcmp(name, "-") == 0)
		source->name = XB_STANDARD_INPUT;
	source->folder = stat(name, &info) == 0 && S_ISDIR(info.st_mode);
	if (source->folder)
		return true;
	if (!xb_file_load(name, XB_IMPORT_MAX, (struct xb_pos){0}, bytes, diags))
		return false;
	source->bytes = bytes->data ? bytes->data : "";
	source->length = bytes->length;
	return true;
}
