/* SPDX-License-Identifier: MIT */
/* One option as JSON: the catalog's own keys, all of them always there. */
#include "cli/options-show.h"

static json_t *choices(const struct xb_option *option)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < option->choice_count; i++) {
		json_t *object = xb_json_object();

		xb_json_set(object, "value", xb_json_text(option->choices[i].value.text));
		xb_json_set(object, "help", xb_json_text(option->choices[i].help.text));
		xb_json_set(object, "since", xb_json_text(option->choices[i].since.text));
		xb_json_set(object, "until", xb_json_text(option->choices[i].until.text));
		xb_json_set(object, "kconfig", xb_json_text(option->choices[i].kconfig.text));
		xb_json_append(array, object);
	}
	return array;
}

static json_t *cautions(const struct xb_option *option)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < option->caution_count; i++) {
		const struct xb_caution *caution = &option->cautions[i];
		json_t *object = xb_json_object();

		xb_json_set(object, "when", cli_json_texts(&caution->when));
		xb_json_set(object, "says", xb_json_text(caution->says.text));
		xb_json_set(object, "hint", xb_json_text(caution->hint.text));
		xb_json_append(array, object);
	}
	return array;
}

static void set_meaning(json_t *object, const struct xb_option *option)
{
	xb_json_set(object, "type", xb_json_text(option->type.text));
	xb_json_set(object, "grammar", xb_json_text(option->grammar.text));
	xb_json_set(object, "choices", choices(option));
	xb_json_set(object, "min", cli_json_number(&option->min));
	xb_json_set(object, "max", cli_json_number(&option->max));
	xb_json_set(object, "unit", xb_json_text(option->unit.text));
	xb_json_set(object, "default", xb_json_text(option->default_value.text));
	xb_json_set(object, "bare", xb_json_bool(option->bare.value));
	xb_json_set(object, "repeatable", xb_json_bool(option->repeatable.value));
}

json_t *cli_option_json(const struct xb_option *option)
{
	json_t *object = xb_json_object();

	xb_json_set(object, "name", xb_json_text(option->name.text));
	xb_json_set(object, "scope", xb_json_text(xb_scopes[option->scope].name));
	xb_json_set(object, "aliases", cli_json_texts(&option->aliases));
	xb_json_set(object, "arch", cli_json_texts(&option->arch));
	set_meaning(object, option);
	xb_json_set(object, "since", xb_json_text(option->since.text));
	xb_json_set(object, "until", xb_json_text(option->until.text));
	xb_json_set(object, "kconfig", xb_json_text(option->kconfig.text));
	if (option->property.text)
		xb_json_set(object, "property", xb_json_text(option->property.text));
	xb_json_set(object, "deprecated", xb_json_text(option->deprecated.text));
	xb_json_set(object, "replaced-by", cli_json_texts(&option->replaced_by));
	xb_json_set(object, "cautions", cautions(option));
	xb_json_set(object, "group", xb_json_text(option->group.text));
	xb_json_set(object, "rank", cli_json_number(&option->rank));
	xb_json_set(object, "summary", xb_json_text(option->summary.text));
	xb_json_set(object, "help", xb_json_text(option->help.text));
	xb_json_set(object, "see-also", cli_json_texts(&option->see_also));
	return object;
}
