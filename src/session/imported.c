/* SPDX-License-Identifier: MIT */
/* What others wrote, as the text of a profile that has no file yet, and what is wrong with it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "session/session.h"

/* Of a longer text no more is kept to be shown. */
enum { SOURCE_MOST = 1 << 20 };

bool xb_ref_is_profile(struct xb_session *session, const char *ref)
{
	const char *dot = strrchr(ref, '.');
	struct xb_data_file file;
	struct stat info;

	if (strcmp(ref, "-") == 0 || (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0)))
		return true;
	if (stat(ref, &info) != 0)
		return true;
	return !xb_profile_ref_is_path(ref) && xb_data_find(session->data, XB_DATA_PROFILES, ref, &file);
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
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
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
	struct xb_import_source source;
	struct xb_buf bytes;
	struct xb_imported *out;
};

static void take(struct xb_diags *to, const struct xb_diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		xb_diags_add(to, &from->items[i]);
}

static void take_text(struct reading *reading)
{
	struct xb_imported *out = reading->out;
	const char *text;
	size_t length;

	if (!xb_import_source_text(&reading->source, &text, &length))
		return;
	out->is_text = length == reading->source.length;
	out->is_cut = length > SOURCE_MOST;
	xb_buf_add(&out->source, text, length < SOURCE_MOST ? length : SOURCE_MOST);
}

static bool is_absent(const struct xb_load *load)
{
	return load->file && !load->present;
}

static void note_lacks(struct xb_imported *out, const struct xb_boot *boot)
{
	out->lacks_ram = boot && !boot->ram.count;
	for (size_t i = 0; boot && i < boot->load_count && !out->lacks_files; i++)
		out->lacks_files = is_absent(&boot->loads[i]);
}

static void read_import(struct reading *reading, const struct xb_importer *importer)
{
	struct xb_session *session = reading->session;
	struct xb_imported *out = reading->out;

	out->kind = importer->title;
	take_text(reading);
	xb_session_open_import(session, &reading->source);
	take(&out->diags, xb_session_diags(session));
	note_lacks(out, xb_session_boot(session));
	if (importer->write && !xb_session_import(session, &reading->source, &reading->names, &out->profile))
		xb_buf_clear(&out->profile);
	else if (importer->describe && xb_session_boot(session))
		xb_import_profile(xb_session_boot(session), &reading->names, &out->profile, &out->losses);
}

static void read_folder(struct reading *reading)
{
	const struct xb_import_request *request = reading->request;
	struct xb_imported *out = reading->out;
	struct xb_diags diags = {0};

	out->kind = "a folder of boot files";
	out->is_folder = true;
	take(xb_profile_from_folder(reading->session, request->name, request->board, request->path,
				    request->tree_path, &out->profile, &diags) ? &out->losses : &out->diags,
	     &diags);
	xb_diags_clear(&diags);
}

/* One of boot files, which says what was chosen among them; or of no other kind. */
static bool is_boot_folder(const struct xb_import_source *source, const struct xb_importer *importer)
{
	return source->folder && (!importer || importer->write);
}

static void read_path(struct reading *reading)
{
	struct xb_diags unknown = {0};
	const struct xb_importer *importer;

	if (!xb_import_source_read(reading->request->path, &reading->source, &reading->bytes, &reading->out->diags))
		return;
	importer = xb_importer_find(&reading->source, &unknown);
	if (is_boot_folder(&reading->source, importer))
		read_folder(reading);
	else if (importer)
		read_import(reading, importer);
	else
		take(&reading->out->diags, &unknown);
	xb_diags_clear(&unknown);
}

static void put_key(struct xb_buf *out, const char *key, const char *value)
{
	if (!value)
		return;
	xb_buf_printf(out, "%s: ", key);
	xb_yaml_put_scalar(out, value, false);
	xb_buf_putc(out, '\n');
}

/* What a profile must have beyond that is said when it is opened. */
static void begin_empty(struct reading *reading)
{
	struct xb_buf *out = &reading->out->profile;

	reading->out->kind = "an empty profile";
	xb_buf_puts(out, "format: 1\n");
	put_key(out, "name", reading->names.profile);
	put_key(out, "board", reading->names.board);
	put_key(out, "files", reading->names.files);
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

static void configure(struct reading *reading, struct xb_session *session, const char *files)
{
	const struct xb_import_request *request = reading->request;

	reading->session = xb_session_new_trial(session);
	reading->session->config.board_name = request->board;
	reading->session->config.tree_path = request->tree_path;
	reading->session->config.files_dir = request->files_dir;
	reading->names = (struct xb_import_names){.source = request->path,
						  .profile = request->name,
						  .board = request->board,
						  .files = files,
						  .catalog = session->catalog};
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
	configure(&reading, session, files);
	if (request->path)
		read_path(&reading);
	else
		begin_empty(&reading);
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
