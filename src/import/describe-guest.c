/* SPDX-License-Identifier: MIT */
/* The properties of a guest's node, as the words of a domain that they are to the catalog. */
#include "import/describe.h"

#include <string.h>

static const struct xb_option *option_of(const struct xb_catalog *catalog, const char *property)
{
	for (size_t i = 0; catalog && i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		if (option->scope == XB_SCOPE_DOMAIN && option->property.text &&
		    !strcmp(option->property.text, property))
			return option;
	}
	return NULL;
}

static bool is_text(const struct xb_tree_property *property)
{
	return property->length && !property->value[property->length - 1] &&
	       strlen(property->value) + 1 == property->length;
}

/* The word's value: NULL where the property is empty, or is a flag, which is on whatever it holds. False:
 * it has another form than the option, or one that is no word. */
static bool value_of(struct xb_boot *boot, const struct xb_option *option,
		     const struct xb_tree_property *property, const char **value)
{
	const char *form = option->form.text ? option->form.text : "";

	*value = NULL;
	if (!strcmp(form, "flag") || !property->length)
		return true;
	if (!strcmp(form, "cell") && property->length == 4)
		*value = xb_arena_format(&boot->arena, "%u", xb_tree_cell_at(property, 0));
	else if (!strcmp(form, "text") && is_text(property))
		*value = xb_arena_strdup(&boot->arena, property->value);
	return *value != NULL;
}

void xb_describe_guest(struct xb_boot *boot, size_t index, const struct xb_tree_node *node,
		       const struct xb_catalog *catalog)
{
	struct xb_domain *domain = &boot->domains[index];
	struct xb_line *line = &domain->properties;

	for (size_t i = 0; i < node->property_count; i++) {
		const struct xb_tree_property *property = &node->properties[i];
		const struct xb_option *option = option_of(catalog, property->name);
		const struct xb_pos at =
			option ? xb_describe_property_at(boot, domain->node, property->name)
			       : (struct xb_pos){0};
		const char *value;

		if (!option || !value_of(boot, option, property, &value))
			continue;
		line->words = xb_grow(line->words, &line->capacity, line->count,
				      sizeof(*line->words));
		line->words[line->count++] = (struct xb_setting){
			.name = option->name.text, .value = value, .at = at, .name_at = at};
	}
}
