/* SPDX-License-Identifier: MIT */
/* From what files and a board say of U-Boot to what it has in one release. */
#include <stdlib.h>
#include <string.h>

#include "model/profile.h"
#include "model/uboot.h"

/* What a board that says nothing has. */
#define UNKNOWN_UBOOT "any"

/* ---- Variables -------------------------------------------------------------------------------- */

/* Where NAME is, or would stand. */
static size_t place_of(const struct xb_environment *environment, const char *name, bool *found)
{
	return xb_name_place(environment->variables, environment->count,
			     sizeof(*environment->variables), name, found);
}

const struct xb_environment_variable *xb_environment_find(const struct xb_environment *environment,
							  const char *name)
{
	bool found;
	const size_t i = place_of(environment, name, &found);

	return found ? &environment->variables[i] : NULL;
}

void xb_environment_set(struct xb_environment *environment, const char *name, const char *value,
			struct xb_pos at)
{
	struct xb_arena *arena = &environment->arena;
	bool found;
	const size_t i = place_of(environment, name, &found);
	struct xb_environment_variable *variable;

	if (!found) {
		environment->variables =
			xb_grow(environment->variables, &environment->capacity, environment->count,
				sizeof(*environment->variables));
		memmove(&environment->variables[i + 1], &environment->variables[i],
			(environment->count++ - i) * sizeof(*environment->variables));
		environment->variables[i].name = xb_arena_strdup(arena, name);
	}
	variable = &environment->variables[i];
	variable->value = value ? xb_arena_strdup(arena, value) : NULL;
	variable->at = at;
}

void xb_environment_unset(struct xb_environment *environment, const char *name)
{
	bool found;
	const size_t i = place_of(environment, name, &found);

	if (found)
		memmove(&environment->variables[i], &environment->variables[i + 1],
			(--environment->count - i) * sizeof(*environment->variables));
}

void xb_environment_clear(struct xb_environment *environment)
{
	free(environment->variables);
	xb_arena_clear(&environment->arena);
	*environment = (struct xb_environment){0};
}

/* ---- Settings, laid one on another ------------------------------------------------------------ */

static void lay_names(struct xb_environment *environment, const struct xb_texts *names)
{
	for (size_t i = 0; i < names->count; i++)
		xb_environment_set(environment, names->items[i].text, NULL, (struct xb_pos){0});
}

static void lay_variables(struct xb_environment *environment,
			  const struct xb_uboot_settings *settings)
{
	for (size_t i = 0; i < settings->without.count; i++)
		xb_environment_unset(environment, settings->without.items[i].text);
	lay_names(environment, &settings->at_start);
	lay_names(environment, &settings->booting);
	for (size_t i = 0; i < settings->variable_count; i++)
		xb_environment_set(environment, settings->variables[i].name.text,
				   settings->variables[i].value.text, (struct xb_pos){0});
}

static void lay_limit(const struct xb_number *number, unsigned *limit)
{
	if (number->given)
		*limit = number->value > 1u << 20 ? 1u << 20 : (unsigned)number->value;
}

static void lay(struct xb_environment *environment, const struct xb_uboot_settings *settings)
{
	if (settings->parser.text)
		environment->modern = !strcmp(settings->parser.text, "modern");
	lay_limit(&settings->max_args, &environment->max_args);
	lay_limit(&settings->line_length, &environment->line_length);
	if (settings->fdt_pad.given)
		environment->fdt_pad = settings->fdt_pad.value;
	if (settings->load_address.given)
		environment->load_address = settings->load_address;
	lay_variables(environment, settings);
}

static void lay_setup(struct xb_environment *environment, const struct xb_uboot_setup *setup)
{
	if (setup->partial.given)
		environment->partial = setup->partial.value;
	lay(environment, &setup->settings);
	for (size_t i = 0; i < setup->before_count; i++)
		if (environment->release < xb_uboot_release(setup->before[i].release.text))
			lay(environment, &setup->before[i].settings);
}

/* Lay the file NAME on what it extends, DEPTH files above the first. */
static bool lay_file(struct xb_environment *environment, struct xb_data *data, const char *name,
		     struct xb_pos at, unsigned depth, struct xb_diags *diags)
{
	struct xb_arena arena = {0};
	struct xb_decoder d = {.arena = &arena, .diags = diags};
	struct xb_uboot_setup setup = {0};
	struct xb_document *document;
	bool good;

	if (depth == XB_EXTENDS_MAX)
		return xb_error(diags, XB_CODE_BAD_VALUE, at,
				"extends: more than %d files deep, or one extends itself",
				XB_EXTENDS_MAX);
	good = xb_uboot_read(data, name, at, &d, &setup, &document);
	if (good && setup.extends.text)
		good = lay_file(environment, data, setup.extends.text, setup.extends.at, depth + 1,
				diags);
	if (good)
		lay_setup(environment, &setup);
	xb_yaml_free(document);
	xb_arena_clear(&arena);
	return good;
}

bool xb_environment_load(struct xb_environment *environment, struct xb_data *data,
			 const struct xb_board *board, unsigned release, struct xb_diags *diags)
{
	static const struct xb_uboot_setup nothing;
	const struct xb_uboot_setup *setup = board ? &board->uboot : &nothing;
	const char *below = setup->extends.text ? setup->extends.text : UNKNOWN_UBOOT;

	*environment = (struct xb_environment){.release = release};
	if (!release && setup->release.text)
		environment->release = xb_uboot_release(setup->release.text);
	if (!environment->release)
		environment->release = XB_UBOOT_USUAL_RELEASE;
	if (!lay_file(environment, data, below, setup->extends.at, 0, diags))
		return false;
	lay_setup(environment, setup);
	if (board && board->line_length.given)
		lay_limit(&board->line_length, &environment->line_length);
	return true;
}
