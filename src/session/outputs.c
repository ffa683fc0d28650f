/* SPDX-License-Identifier: MIT */
/* Outputs: made in memory, all of them, then written together or not at all. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "session/session.h"

static struct xb_output *add_output(struct xb_outputs *outputs, const char *dir, const char *name)
{
	struct xb_output *output;

	outputs->items = xb_grow(outputs->items, &outputs->capacity, outputs->count,
				 sizeof(*outputs->items));
	output = &outputs->items[outputs->count++];
	*output = (struct xb_output){0};
	output->path = strcmp(dir, ".") == 0 ? xb_strdup(name) : xb_format("%s/%s", dir, name);
	return output;
}

/* An output that would replace the tree it is made from, or the profile, is a mistake. */
static bool spares_inputs(const struct xb_session *session, const struct xb_output *output,
			  struct xb_diags *diags)
{
	const struct xb_boot *boot = session->boot;

	if (xb_file_is_same(output->path, session->profile->path))
		return xb_error(diags, XB_CODE_BAD_VALUE, session->profile->output.name.at,
				"output %s would replace the profile itself", output->path);
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!xb_file_is_same(output->path, load->path))
			continue;
		xb_error(diags, XB_CODE_BAD_VALUE, session->profile->output.name.at,
			 "output %s would replace the %s it is made from", output->path,
			 load->title);
		xb_hint(diags, "give another output name, or another folder with -o");
		return false;
	}
	return true;
}

/* A folder may be a card's, and its names the same in capitals. */
static bool has_own_name(const struct xb_outputs *outputs, const struct xb_output *output,
			 struct xb_pos at, struct xb_diags *diags)
{
	for (const struct xb_output *other = outputs->items; other < output; other++)
		if (strcasecmp(other->path, output->path) == 0)
			return xb_error(diags, XB_CODE_BAD_VALUE, at,
					"the outputs %s and %s have one name where capitals do not count",
					other->path, output->path);
	return true;
}

/* The next load from *AT on that is an output itself; NULL: no more. */
static const struct xb_load *next_made(const struct xb_session *session, size_t *at)
{
	const struct xb_boot *boot = session->boot;

	while (boot && *at < boot->load_count) {
		const struct xb_load *load = &boot->loads[(*at)++];

		if (load->output)
			return load;
	}
	return NULL;
}

/* What the profile asks for, then what is made for the board to load. */
const char *const *xb_session_output_names(const struct xb_session *session, struct xb_arena *arena)
{
	const struct xb_output_file *file;
	const struct xb_load *load;
	const char **names;
	size_t count = 0, most = session->boot ? session->boot->load_count : 0, at = 0;

	while (session->profile && xb_output_file(&session->outputs, count))
		count++;
	names = xb_arena_alloc(arena, (count + most + 1) * sizeof(*names));
	for (size_t i = 0; i < count && (file = xb_output_file(&session->outputs, i)); i++)
		names[i] = xb_arena_format(arena, "%s%s", session->profile->output.name.text,
					   file->suffix);
	while ((load = next_made(session, &at)))
		names[count++] = xb_arena_strdup(arena, load->output);
	return names;
}

static bool add_made(const struct xb_session *session, const char *dir, struct xb_outputs *out,
		     struct xb_diags *diags)
{
	const struct xb_load *load;
	size_t at = 0;

	while ((load = next_made(session, &at))) {
		struct xb_output *output = add_output(out, dir, load->output);

		if (!spares_inputs(session, output, diags) ||
		    !has_own_name(out, output, load->at, diags))
			return false;
		xb_buf_add(&output->data, load->content.data, load->content.length);
	}
	return true;
}

bool xb_session_emit(struct xb_session *session, const char *dir,
		     const struct xb_emit_options *options, struct xb_outputs *out,
		     struct xb_diags *diags)
{
	const struct xb_boot *boot = session->boot;
	struct xb_emit_options all = *options;
	const struct xb_output_file *file;
	struct xb_arena arena = {0};
	bool good = true;

	if (!boot || session->diags.errors)
		return false;
	all.files = xb_session_output_names(session, &arena);
	for (size_t i = 0; good && (file = xb_output_file(&session->outputs, i)); i++) {
		struct xb_output *output = add_output(out, dir, all.files[i]);

		good = spares_inputs(session, output, diags) &&
		       file->write(boot, &all, &output->data, diags);
	}
	xb_arena_clear(&arena);
	return good && add_made(session, dir, out, diags);
}

static bool emit_xl(struct xb_session *session, const char *dir, const struct xb_domain *domain,
		    struct xb_outputs *out, struct xb_diags *diags)
{
	char *name = xb_format("%s.cfg", domain->name);
	struct xb_output *output = add_output(out, dir, name);
	bool good = spares_inputs(session, output, diags) &&
		    has_own_name(out, output, domain->at, diags) &&
		    xb_emit_xl(&session->context, domain, &output->data, diags);

	free(name);
	return good;
}

bool xb_session_emit_xl(struct xb_session *session, const char *dir, const struct xb_domain *domain,
			struct xb_outputs *out, struct xb_diags *diags)
{
	const struct xb_boot *boot = session->boot;

	if (!boot || session->diags.errors)
		return false;
	if (domain)
		return emit_xl(session, dir, domain, out, diags);
	for (size_t i = 0; i < boot->later_count; i++)
		if (!emit_xl(session, dir, &boot->later[i], out, diags))
			return false;
	return true;
}

bool xb_outputs_write(const struct xb_outputs *outputs, struct xb_diags *diags)
{
	struct xb_file_set *set = xb_file_set_new();
	bool good;

	xb_file_set_make_folders(set, XB_COMMON_FOLDER);
	for (size_t i = 0; i < outputs->count; i++)
		xb_file_set_add(set, outputs->items[i].path,
				outputs->items[i].data.data ? outputs->items[i].data.data : "",
				outputs->items[i].data.length);
	good = xb_file_set_commit(set, diags);
	xb_file_set_free(set);
	return good;
}

void xb_outputs_clear(struct xb_outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++) {
		free(outputs->items[i].path);
		xb_buf_clear(&outputs->items[i].data);
	}
	free(outputs->items);
	*outputs = (struct xb_outputs){0};
}
