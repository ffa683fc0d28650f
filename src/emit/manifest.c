/* SPDX-License-Identifier: MIT */
/* NAME.json: what a CI job or a server needs to know of a build without reading the script. */
#include "emit/emit.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "emit/digest.h"

/* The file's name alone: the folder is this machine's own affair. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static const char *file_name(const struct xb_load *load)
{
	const char *path = load->output ? load->output : load->path ? load->path : load->file;

	return path ? base_name(path) : NULL;
}

static bool set_digest(struct json_t *object, const struct xb_load *load, struct xb_diags *diags)
{
	char text[XB_DIGEST_TEXT];
	int error = 0;

	if (!load->present) {
		xb_json_set(object, "sha256", xb_json_text(NULL));
		return true;
	}
	if (load->output)
		xb_digest_bytes(&load->content, text);
	else
		error = xb_digest_file(load->path, text);
	if (error != 0)
		return xb_error(diags, XB_CODE_FILE_MISSING, load->at, "%s %s cannot be read: %s",
				load->title, load->path, xb_file_error(error));
	xb_json_set(object, "sha256", xb_json_text(text));
	return true;
}

static void set_place(struct json_t *object, const struct xb_load *load)
{
	if (load->placed)
		xb_json_set(object, "address", xb_json_address(load->address));
	else
		xb_json_set(object, "address", xb_json_text(NULL));
	if (load->size_known)
		xb_json_set(object, "size", xb_json_size(load->size));
	else
		xb_json_set(object, "size", xb_json_text(NULL));
}

static bool add_file(struct json_t *files, const struct xb_boot *boot, const struct xb_load *load,
		     bool digest, struct xb_diags *diags)
{
	struct json_t *object = xb_json_object();

	xb_json_append(files, object);
	xb_json_set(object, "role", xb_json_text(load->title));
	xb_json_set(object, "file", xb_json_text(file_name(load)));
	xb_json_set(object, "load", xb_json_text(xb_boot_fetches(boot, load) ? load->file : NULL));
	set_place(object, load);
	return !digest || set_digest(object, load, diags);
}

static bool set_files(struct json_t *root, const struct xb_boot *boot, bool digest,
		      struct xb_diags *diags)
{
	struct json_t *files = xb_json_array();
	bool complete = true;

	xb_json_set(root, "files", files);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->use != XB_LOAD_SCRIPT && load->use != XB_LOAD_MEMORY)
			complete = add_file(files, boot, load, digest, diags) && complete;
	}
	return complete;
}

static void set_outputs(struct json_t *root, const struct xb_emit_options *options)
{
	struct json_t *outputs = xb_json_array();

	for (size_t i = 0; options->files && options->files[i]; i++)
		xb_json_append(outputs, xb_json_text(options->files[i]));
	xb_json_set(root, "outputs", outputs);
}

static void set_prompt(struct json_t *root, const struct xb_boot *boot)
{
	struct xb_buf line = {0};

	xb_emit_prompt_line(boot, &line);
	xb_json_set(root, "prompt", xb_json_text(line.data));
	xb_buf_clear(&line);
}

static struct json_t *number_of(const struct xb_said *said)
{
	return said->known ? xb_json_size(said->value) : xb_json_null();
}

/* The RAM that Xen sets aside, for whom, and where. */
static void set_memory(struct json_t *root, const struct xb_boot *boot)
{
	struct json_t *ranges = xb_json_array();

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		struct json_t *object;

		if (load->use != XB_LOAD_MEMORY)
			continue;
		object = xb_json_object();
		xb_json_set(object, "role", xb_json_text(load->title));
		set_place(object, load);
		xb_json_append(ranges, object);
	}
	if (json_array_size(ranges))
		xb_json_set(root, "memory", ranges);
	else
		json_decref(ranges);
}

/* The guests that Xen builds, in its order. */
static void set_guests(struct json_t *root, const struct xb_boot *boot)
{
	struct json_t *guests = xb_json_array();

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		struct json_t *object;

		if (!domain->node)
			continue;
		object = xb_json_object();
		xb_json_set(object, "name", xb_json_text(domain->name));
		xb_json_set(object, "memory", number_of(&domain->memory));
		xb_json_set(object, "cpus", number_of(&domain->cpus));
		xb_json_set(object, "bootargs", xb_json_text(domain->line.text));
		xb_json_append(guests, object);
	}
	if (json_array_size(guests))
		xb_json_set(root, "domains", guests);
	else
		json_decref(guests);
}

bool xb_emit_manifest(const struct xb_boot *boot, const struct xb_emit_options *options,
		      struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);
	struct json_t *root = xb_json_object();

	xb_json_set(root, "name", xb_json_text(boot->name));
	xb_json_set(root, "board", xb_json_text(boot->board_name));
	if (!set_files(root, boot, options->digest, diags)) {
		json_decref(root);
		return false;
	}
	set_outputs(root, options);
	set_prompt(root, boot);
	xb_json_set(root, "xen-bootargs", xb_json_text(boot->xen_line.text));
	xb_json_set(root, "dom0-bootargs", xb_json_text(dom0 ? dom0->line.text : NULL));
	set_guests(root, boot);
	set_memory(root, boot);
	xb_json_put(root, out);
	return true;
}
