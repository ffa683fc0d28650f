/* SPDX-License-Identifier: MIT */
/* NAME.json: what a CI job or a server needs to know of a build without reading the script. */
#include "emit/emit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/digest.h"
#include "emit/json.h"

/* The file's name alone: the folder is this machine's own affair. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool set_digest(json_t *object, const struct xb_load *load, struct xb_diags *diags)
{
	char text[XB_DIGEST_TEXT];
	int error;

	if (!load->present) {
		xb_emit_json_set_text(object, "sha256", NULL);
		return true;
	}
	error = xb_digest_file(load->path, text);
	if (error != 0)
		return xb_error(diags, XB_CODE_FILE_MISSING, load->at, "%s %s cannot be read: %s",
				xb_role_name(load->role), load->path, strerror(error));
	xb_emit_json_set_text(object, "sha256", text);
	return true;
}

static void set_place(json_t *object, const struct xb_load *load)
{
	if (load->placed)
		xb_emit_json_set_address(object, "address", load->address);
	else
		xb_emit_json_set_text(object, "address", NULL);
	if (load->size_known)
		xb_emit_json_set_size(object, "size", load->size);
	else
		xb_emit_json_set_text(object, "size", NULL);
}

static bool add_file(json_t *files, const struct xb_boot *boot, const struct xb_load *load,
		     bool digest, struct xb_diags *diags)
{
	json_t *object = xb_emit_json_object();

	xb_emit_json_append(files, object);
	xb_emit_json_set_text(object, "role", xb_role_name(load->role));
	xb_emit_json_set_text(object, "file", base_name(load->path ? load->path : load->file));
	xb_emit_json_set_text(object, "load", xb_emit_is_loaded(boot, load) ? load->file : NULL);
	set_place(object, load);
	return !digest || set_digest(object, load, diags);
}

static bool set_files(json_t *root, const struct xb_boot *boot, bool digest, struct xb_diags *diags)
{
	json_t *files = xb_emit_json_array();
	bool complete = true;

	xb_emit_json_set(root, "files", files);
	for (size_t i = 0; i < boot->load_count; i++) {
		if (boot->loads[i].role != XB_ROLE_SCRIPT)
			complete =
				add_file(files, boot, &boot->loads[i], digest, diags) && complete;
	}
	return complete;
}

static void set_outputs(json_t *root, const struct xb_boot *boot)
{
	json_t *outputs = xb_emit_json_array();

	for (size_t i = 0; i < xb_emitter_count; i++) {
		char *name;

		if (!(boot->emit & xb_emitters[i].emit))
			continue;
		name = xb_format("%s%s", boot->output, xb_emitters[i].suffix);
		xb_emit_json_append(outputs, xb_emit_json_text(name));
		free(name);
	}
	xb_emit_json_set(root, "outputs", outputs);
}

static void set_prompt(json_t *root, const struct xb_boot *boot)
{
	struct xb_buf line = {0};

	if (boot->emit & XB_EMIT_SCRIPT)
		xb_emit_prompt_line(boot, &line);
	xb_emit_json_set_text(root, "prompt", line.data);
	xb_buf_clear(&line);
}

bool xb_emit_manifest(const struct xb_boot *boot, const struct xb_emit_options *options,
		      struct xb_buf *out, struct xb_diags *diags)
{
	json_t *root = xb_emit_json_object();

	xb_emit_json_set_text(root, "name", boot->name);
	xb_emit_json_set_text(root, "board", boot->board_name);
	if (!set_files(root, boot, options->digest, diags)) {
		json_decref(root);
		return false;
	}
	set_outputs(root, boot);
	set_prompt(root, boot);
	xb_emit_json_set_text(root, "xen-bootargs", boot->xen_line.text);
	xb_emit_json_set_text(root, "dom0-bootargs", boot->dom0_line.text);
	xb_emit_json_put(root, out);
	return true;
}
