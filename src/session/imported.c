/* SPDX-License-Identifier: MIT */
/* What others wrote, as the text of a profile that has no file yet, and what is wrong with it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "session/session.h"

#include "import/script-image.h"

/* The largest file that is read. */
enum { FILE_MOST = 1 << 20 };

bool xb_ref_is_profile(const char *ref)
{
	const char *dot = strrchr(ref, '.');
	struct stat status;

	if (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
		return true;
	if (!xb_profile_ref_is_path(ref) && !dot)
		return true;
	return stat(ref, &status) != 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

/* ---- The name ---------------------------------------------------------------------------------- */

/* What stands behind the last '/' of PATH that is not its end: new. */
static char *last_part(const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/';)
		start--;
	return xb_strndup(path + start, end - start);
}

/* The file's or folder's own name: that of "." is where it leads to. */
static char *own_name(const char *path)
{
	char *name = last_part(path), *whole = NULL;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		whole = realpath(path, NULL);
	if (!whole)
		return name;
	free(name);
	name = last_part(whole);
	free(whole);
	return name;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

char *xb_import_profile_name(const char *path)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	char *name = own_name(path), *dot = is_folder(path) ? NULL : strrchr(name, '.');
	char *found;
	size_t front;

	if (dot && dot > name)
		*dot = '\0';
	for (char *c = name; *c; c++)
		if (!strchr(allowed, *c))
			*c = '-';
	front = strspn(name, ".-");
	found = xb_strdup(xb_profile_name_valid(name + front) ? name + front : "imported");
	free(name);
	return found;
}

/* ---- Reading ----------------------------------------------------------------------------------- */

struct reading {
	struct xb_session *session; /* one for this alone, with the board and the files that are wanted */
	const struct xb_import_request *request;
	struct xb_import_names names;
	struct xb_buf bytes;
	struct xb_imported *out;
};

static void take(struct xb_diags *to, const struct xb_diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		xb_diags_add(to, &from->items[i]);
}

/* The lines that diagnostics count are those of the text, which ends at a NUL for U-Boot, too. */
static void take_source(struct reading *reading, const char *text, size_t length)
{
	xb_buf_add(&reading->out->source, text, strnlen(text, length));
	reading->out->is_text = reading->out->source.length == reading->bytes.length;
}

static void read_script(struct reading *reading)
{
	struct xb_session *session = reading->session;
	const char *bytes = reading->bytes.data, *text;
	struct xb_diags ignored = {0};
	size_t length;

	reading->out->kind = "script for U-Boot";
	if (xb_script_find(reading->names.source, bytes, reading->bytes.length, &text, &length, &ignored))
		take_source(reading, text, length);
	xb_diags_clear(&ignored);
	xb_session_open_script(session, reading->names.source, bytes, reading->bytes.length);
	take(&reading->out->diags, xb_session_diags(session));
	if (xb_session_boot(session))
		xb_import_profile(xb_session_boot(session), &reading->names, &reading->out->profile,
				  &reading->out->losses);
}

static void read_imagebuilder(struct reading *reading)
{
	reading->out->kind = "configuration of ImageBuilder's";
	take_source(reading, reading->bytes.data, reading->bytes.length);
	xb_import_imagebuilder(reading->bytes.data, reading->bytes.length, &reading->names,
			       &reading->out->profile, &reading->out->diags);
}

static void read_file(struct reading *reading)
{
	static void (*const readers[])(struct reading *) = {
		[XB_IMPORT_SCRIPT] = read_script,
		[XB_IMPORT_IMAGEBUILDER] = read_imagebuilder,
	};

	if (!xb_file_load(reading->request->path, FILE_MOST, (struct xb_pos){0}, &reading->bytes,
			  &reading->out->diags))
		return;
	xb_buf_puts(&reading->bytes, ""); /* so that an empty file has a text, too */
	readers[xb_import_recognise(reading->bytes.data, reading->bytes.length)](reading);
}

static void read_folder(struct reading *reading)
{
	const struct xb_import_request *request = reading->request;
	struct xb_imported *out = reading->out;
	struct xb_diags diags = {0};

	out->kind = "folder of boot files";
	out->is_folder = true;
	take(xb_profile_from_folder(reading->session, request->name, request->board, request->path,
				    request->tree_path, &out->profile, &diags) ? &out->losses : &out->diags,
	     &diags);
	xb_diags_clear(&diags);
}

/* What a profile must have beyond that is said when it is opened. */
static void begin_empty(struct reading *reading)
{
	const struct xb_import_request *request = reading->request;
	struct xb_buf *out = &reading->out->profile;

	reading->out->kind = "empty profile";
	xb_buf_printf(out, "format: 1\nname: %s\n", request->name);
	if (request->board) {
		xb_buf_puts(out, "board: ");
		xb_yaml_put_scalar(out, request->board, false);
		xb_buf_putc(out, '\n');
	}
	if (reading->names.files) {
		xb_buf_puts(out, "files: ");
		xb_yaml_put_scalar(out, reading->names.files, false);
		xb_buf_putc(out, '\n');
	}
}

/* The folder of the boot files as a profile, which can be saved anywhere, has to call it. NULL: none is named, or it
 * is not there, which is said. */
static char *files_path(const struct xb_import_request *request, struct xb_diags *diags)
{
	char *path = request->files_dir ? realpath(request->files_dir, NULL) : NULL;

	if (request->files_dir && !path)
		xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0}, "cannot read %s: %s",
			 request->files_dir, strerror(errno));
	return path;
}

void xb_imported_read(struct xb_session *session, const struct xb_import_request *request,
		      struct xb_imported *imported)
{
	struct reading reading = {.request = request, .out = imported};
	char *files;

	*imported = (struct xb_imported){0};
	if (!xb_store_name_valid(request->name, &imported->diags) || !xb_session_catalog(session))
		return;
	files = files_path(request, &imported->diags);
	reading.session = xb_session_new_trial(session);
	reading.session->config.board_name = request->board;
	reading.session->config.tree_path = request->tree_path;
	reading.session->config.files_dir = request->files_dir;
	reading.names = (struct xb_import_names){request->path, request->name, request->board, files};
	if (!request->path)
		begin_empty(&reading);
	else if (is_folder(request->path))
		read_folder(&reading);
	else
		read_file(&reading);
	xb_diags_sort(&imported->diags);
	xb_session_free(reading.session);
	xb_buf_clear(&reading.bytes);
	free(files);
}

void xb_imported_clear(struct xb_imported *imported)
{
	xb_buf_clear(&imported->source);
	xb_buf_clear(&imported->profile);
	xb_diags_clear(&imported->diags);
	xb_diags_clear(&imported->losses);
	*imported = (struct xb_imported){0};
}
