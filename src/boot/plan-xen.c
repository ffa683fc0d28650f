/* SPDX-License-Identifier: MIT */
/* What is known of the Xen binary: its release, and the .config it was built with. */
#include <string.h>

#include "boot/plan.h"

/* A .config of Xen has some 6 KiB, one of Linux 200. */
#define CONFIG_MAX (1u << 20)

/* The name of dom0's hypervisor node ends with the release, in every image since 4.4
 * (xen/arch/arm/domain_build.c: "xen,xen-"XEN_VERSION_STRING). */
static const char BANNER[] = "xen,xen-";
/* The head of a .config: "# Xen/arm 4.17.7 Configuration", the release's number behind a blank. */
static const char CONFIG_HEAD[] = "# Xen/";

/* The first WORD in TEXT, or NULL. */
static const char *find(const char *text, size_t length, const char *word)
{
	size_t size = strlen(word);
	const char *end = text + length;

	while (text && (size_t)(end - text) >= size) {
		text = memchr(text, word[0], (size_t)(end - text) - size + 1);
		if (text && memcmp(text, word, size) == 0)
			return text;
		text = text ? text + 1 : NULL;
	}
	return NULL;
}

/* "4.17" at TEXT; NULL: no release stands there. */
static char *release_at(struct xb_boot *boot, const char *text, size_t length)
{
	char start[16] = "";
	const char *end;

	memcpy(start, text, length < sizeof(start) - 1 ? length : sizeof(start) - 1);
	if (!xb_release_scan(start, &end))
		return NULL;
	return xb_arena_strndup(&boot->arena, start, (size_t)(end - start));
}

static char *release_of_image(struct xb_boot *boot, const struct xb_buf *image)
{
	const char *at = image->data, *end = at ? at + image->length : NULL;
	char *release = NULL;

	while (at && !release && (at = find(at, (size_t)(end - at), BANNER))) {
		at += strlen(BANNER);
		release = release_at(boot, at, (size_t)(end - at));
	}
	return release;
}

static char *release_of_config(struct xb_boot *boot, const struct xb_buf *config)
{
	const char *head = find(config->data, config->length, CONFIG_HEAD);
	const char *blank = head ? memchr(head + 2, ' ', 24) : NULL;

	return blank ? release_at(boot, blank + 1, strlen(blank + 1)) : NULL;
}

/* The release from the image or its .config, where the profile does not say it. */
static void take_release(struct xb_boot *boot, char *release)
{
	if (boot->xen_version || !release)
		return;
	boot->xen_version = release;
	boot->xen_version_found = true;
}

static void take_config(struct xb_boot *boot, const char *path, const struct xb_buf *text,
			struct xb_pos at, struct xb_diags *diags)
{
	boot->kconfig = xb_kconfig_parse(path, text->data, text->length, at, diags);
	if (!boot->kconfig)
		return;
	boot->kconfig_path = xb_arena_strdup(&boot->arena, path);
	take_release(boot, release_of_config(boot, text));
}

/* The one that the profile names must be there. */
static void read_named(struct xb_boot *boot, const struct xb_text *name, const char *path,
		       struct xb_diags *diags)
{
	struct xb_buf text = {0};
	int error = xb_file_read(path, CONFIG_MAX, &text);

	if (error == XB_FILE_TOO_BIG)
		xb_error(diags, XB_CODE_FILE_TYPE, name->at,
			 "Xen's .config: %s is larger than %u KiB", path, CONFIG_MAX / 1024);
	else if (error)
		xb_error(diags, XB_CODE_FILE_MISSING, name->at, "Xen's .config: cannot read %s: %s",
			 path, xb_file_error(error));
	else
		take_config(boot, path, &text, name->at, diags);
	xb_buf_clear(&text);
}

/* One that lies beside the image counts where it says that it is Xen's. */
static bool read_found(struct xb_boot *boot, const char *path)
{
	struct xb_buf text = {0};
	struct xb_diags unwanted = {0};
	bool readable = xb_file_read(path, CONFIG_MAX, &text) == 0 && text.length;

	if (readable && find(text.data, text.length, CONFIG_HEAD))
		take_config(boot, path, &text, (struct xb_pos){0}, &unwanted);
	xb_diags_clear(&unwanted);
	xb_buf_clear(&text);
	return boot->kconfig != NULL;
}

/* Debian puts it beside the image as IMAGE.config; others copy it under one of these names. */
static void look_beside(struct xb_boot *boot, const char *image)
{
	static const char *const names[] = {"xen.config", "config-xen", ".config"};
	const char *slash = strrchr(image, '/');
	int folder = slash ? (int)(slash - image) + 1 : 0;

	if (read_found(boot, xb_arena_format(&boot->arena, "%s.config", image)))
		return;
	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (read_found(boot, xb_arena_format(&boot->arena, "%.*s%s", folder, image,
						     names[i])))
			return;
}

void xb_plan_xen(const struct xb_plan *plan, struct xb_load *xen, const char *config_path)
{
	struct xb_boot *boot = plan->boot;

	take_release(boot, release_of_image(boot, &xen->content));
	xb_buf_clear(&xen->content);
	if (config_path)
		read_named(boot, &plan->profile->xen.config, config_path, plan->diags);
	else if (xen->present)
		look_beside(boot, xen->path);
}
