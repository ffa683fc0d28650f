/* SPDX-License-Identifier: MIT */
/* One option as JSON: the catalog's own keys, all of them always there. */
#include "cli/options-show.h"

static json_t *number(const struct xb_number *value)
{
	return value->given ? cli_json_size(value->value) : json_null();
}

static json_t *choices(const struct xb_option *option)
{
	json_t *array = json_array();

	for (size_t i = 0; i < option->choice_count; i++) {
		json_t *object = json_object();

		json_object_set_new(object, "value", cli_json_text(option->choices[i].value.text));
		json_object_set_new(object, "help", cli_json_text(option->choices[i].help.text));
		json_object_set_new(object, "since", cli_json_text(option->choices[i].since.text));
		json_object_set_new(object, "until", cli_json_text(option->choices[i].until.text));
		json_object_set_new(object, "kconfig",
				    cli_json_text(option->choices[i].kconfig.text));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *cautions(const struct xb_option *option)
{
	json_t *array = json_array();

	for (size_t i = 0; i < option->caution_count; i++) {
		const struct xb_caution *caution = &option->cautions[i];
		json_t *object = json_object();

		json_object_set_new(object, "when", cli_json_texts(&caution->when));
		json_object_set_new(object, "says", cli_json_text(caution->says.text));
		json_object_set_new(object, "hint", cli_json_text(caution->hint.text));
		json_array_append_new(array, object);
	}
	return array;
}

static void set_meaning(json_t *object, const struct xb_option *option)
{
	json_object_set_new(object, "type", cli_json_text(option->type.text));
	json_object_set_new(object, "grammar", cli_json_text(option->grammar.text));
	json_object_set_new(object, "choices", choices(option));
	json_object_set_new(object, "min", number(&option->min));
	json_object_set_new(object, "max", number(&option->max));
	json_object_set_new(object, "unit", cli_json_text(option->unit.text));
	json_object_set_new(object, "default", cli_json_text(option->default_value.text));
	json_object_set_new(object, "bare", json_boolean(option->bare.value));
	json_object_set_new(object, "repeatable", json_boolean(option->repeatable.value));
}

json_t *cli_option_json(const struct xb_option *option)
{
	json_t *object = json_object();

	json_object_set_new(object, "name", cli_json_text(option->name.text));
	json_object_set_new(object, "scope", cli_json_text(xb_scopes[option->scope].name));
	json_object_set_new(object, "aliases", cli_json_texts(&option->aliases));
	json_object_set_new(object, "arch", cli_json_texts(&option->arch));
	set_meaning(object, option);
	json_object_set_new(object, "since", cli_json_text(option->since.text));
	json_object_set_new(object, "until", cli_json_text(option->until.text));
	json_object_set_new(object, "kconfig", cli_json_text(option->kconfig.text));
	json_object_set_new(object, "deprecated", cli_json_text(option->deprecated.text));
	json_object_set_new(object, "replaced-by", cli_json_texts(&option->replaced_by));
	json_object_set_new(object, "cautions", cautions(option));
	json_object_set_new(object, "group", cli_json_text(option->group.text));
	json_object_set_new(object, "rank", number(&option->rank));
	json_object_set_new(object, "summary", cli_json_text(option->summary.text));
	json_object_set_new(object, "help", cli_json_text(option->help.text));
	json_object_set_new(object, "see-also", cli_json_texts(&option->see_also));
	return object;
}
