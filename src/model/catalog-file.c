/* SPDX-License-Identifier: MIT */
/* The keys of an option file, each one row, and the decoding of such a file. */
#include <string.h>

#include "model/catalog-file.h"
#include "model/option.h"

#define FIELD(type, member) offsetof(struct type, member)

/* In the order of enum xb_property_form. */
const char *const xb_property_forms[] = {"flag", "cell", "text", "bits", "pool", NULL};

static const char *const types[] = {"bool", "int", "size", "enum", "string", "list", NULL};

static const struct xb_field choice_fields[] = {
	{"value", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, value),
	 .form = XB_TEXT_LINE, .required = true,
	 .about = "The word"},
	{"help", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, help), .form = XB_TEXT_SOME,
	 .about = "One line"},
	{"since", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, since),
	 .about = "First Xen release with the word"},
	{"until", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, until),
	 .about = "Last Xen release with the word"},
	{"kconfig", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, kconfig), .form = XB_TEXT_LINE,
	 .about = "What Xen must be built with"},
};
static const struct xb_schema choice_schema = {
	.what = "choice",
	.fields = choice_fields,
	.count = XB_COUNT(choice_fields),
	.size = sizeof(struct xb_choice),
	.at_offset = XB_NO_POS,
	.plain_field = "value",
};

static const struct xb_field caution_fields[] = {
	{"when", XB_SHAPE_TEXTS, .offset = FIELD(xb_caution, when), .form = XB_TEXT_LINE,
	 .about = "Values it speaks of; none: all"},
	{"says", XB_SHAPE_TEXT, .offset = FIELD(xb_caution, says),
	 .form = XB_TEXT_SOME, .required = true,
	 .about = "What the setting means, after NAME=VALUE"},
	{"hint", XB_SHAPE_TEXT, .offset = FIELD(xb_caution, hint), .form = XB_TEXT_SOME,
	 .about = "What to do instead"},
};
static const struct xb_schema caution_schema = {
	.what = "caution",
	.fields = caution_fields,
	.count = XB_COUNT(caution_fields),
	.size = sizeof(struct xb_caution),
	.at_offset = XB_NO_POS,
	.plain_field = "says",
};

static const struct xb_field option_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = FIELD(xb_option, name), .required = true,
	 .about = "As on the command line"},
	{"aliases", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, aliases),
	 .about = "Other names"},
	{"arch", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, arch),
	 .about = "Architectures that have it; none: all"},
	{"type", XB_SHAPE_TEXT, .offset = FIELD(xb_option, type), .required = true,
	 .words = XB_WORDS(types),
	 .about = "Kind of value"},
	{"grammar", XB_SHAPE_TEXT, .offset = FIELD(xb_option, grammar), .form = XB_TEXT_LINE,
	 .about = "What a value looks like, where the type does not say it"},
	{"choices", XB_SHAPE_MAPS, .offset = FIELD(xb_option, choices),
	 .count_offset = FIELD(xb_option, choice_count),
	 .sub = &choice_schema,
	 .about = "The words of an enumeration"},
	{"min", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, min),
	 .about = "Least value"},
	{"max", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, max),
	 .about = "Greatest value"},
	{"default", XB_SHAPE_TEXT, .offset = FIELD(xb_option, default_value), .form = XB_TEXT_ANY,
	 .about = "Where the option is absent"},
	{"unit", XB_SHAPE_TEXT, .offset = FIELD(xb_option, unit), .form = XB_TEXT_LINE,
	 .about = "What a number counts"},
	{"bare", XB_SHAPE_FLAG, .offset = FIELD(xb_option, bare),
	 .about = "May stand without a value"},
	{"alone", XB_SHAPE_FLAG, .offset = FIELD(xb_option, alone),
	 .about = "Is not read where a value follows it"},
	{"repeatable", XB_SHAPE_FLAG, .offset = FIELD(xb_option, repeatable),
	 .about = "Each occurrence counts"},
	{"since", XB_SHAPE_TEXT, .offset = FIELD(xb_option, since),
	 .about = "First Xen release"},
	{"until", XB_SHAPE_TEXT, .offset = FIELD(xb_option, until),
	 .about = "Last Xen release"},
	{"kconfig", XB_SHAPE_TEXT, .offset = FIELD(xb_option, kconfig), .form = XB_TEXT_LINE,
	 .about = "What Xen must be built with"},
	{"unbuilt", XB_SHAPE_TEXT, .offset = FIELD(xb_option, unbuilt), .form = XB_TEXT_LINE,
	 .about = "What a Xen that is not so built does with it, where it does not ignore it"},
	{"deprecated", XB_SHAPE_TEXT, .offset = FIELD(xb_option, deprecated),
	 .about = "First release that calls it so"},
	{"replaced-by", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, replaced_by),
	 .form = XB_TEXT_LINE,
	 .about = "What to write instead"},
	{"cautions", XB_SHAPE_MAPS, .offset = FIELD(xb_option, cautions),
	 .count_offset = FIELD(xb_option, caution_count),
	 .sub = &caution_schema,
	 .about = "What settings mean for safety"},
	{"group", XB_SHAPE_TEXT, .offset = FIELD(xb_option, group),
	 .form = XB_TEXT_LINE, .required = true,
	 .about = "Heading in the menu"},
	{"rank", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, rank),
	 .about = "5: often needed on Arm, 1: hardly ever; 6 to 9: among the few most needed, the highest first"},
	{"summary", XB_SHAPE_TEXT, .offset = FIELD(xb_option, summary),
	 .form = XB_TEXT_LINE, .required = true,
	 .about = "One line"},
	{"help", XB_SHAPE_TEXT, .offset = FIELD(xb_option, help),
	 .form = XB_TEXT_SOME, .required = true,
	 .about = "Paragraphs"},
	{"see-also", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, see_also), .form = XB_TEXT_LINE,
	 .about = "Related options"},
	{"property", XB_SHAPE_TEXT, .offset = FIELD(xb_option, property),
	 .about = "Of a domain: the property of its node"},
	{"form", XB_SHAPE_TEXT, .offset = FIELD(xb_option, form), .words = XB_WORDS(xb_property_forms),
	 .about = "Of a domain: what stands in that property"},
};
static const struct xb_schema option_schema = {
	.what = "catalog option",
	.fields = option_fields,
	.count = XB_COUNT(option_fields),
	.size = sizeof(struct xb_option),
	.at_offset = XB_NO_POS,
};

static const struct xb_field foreign_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = FIELD(xb_foreign, name), .form = XB_TEXT_LINE,
	 .required = true,
	 .about = "As the other tree calls it"},
	{"of", XB_SHAPE_TEXT, .offset = FIELD(xb_foreign, of), .form = XB_TEXT_LINE, .required = true,
	 .about = "Whose tree that is"},
	{"instead", XB_SHAPE_TEXTS, .offset = FIELD(xb_foreign, instead), .form = XB_TEXT_LINE,
	 .about = "Options that do the same"},
};
static const struct xb_schema foreign_schema = {
	.what = "word of another tree",
	.fields = foreign_fields,
	.count = XB_COUNT(foreign_fields),
	.size = sizeof(struct xb_foreign),
	.at_offset = XB_NO_POS,
};

static const struct xb_field file_fields[] = {
	{"format", XB_SHAPE_FORMAT, .required = true, .about = "Always 1"},
	{"scope", XB_SHAPE_TEXT, .offset = FIELD(xb_catalog_file, scope), .required = true,
	 .words = XB_WORDS(xb_scopes),
	 .about = "Whose command line"},
	{"options", XB_SHAPE_MAPS, .offset = FIELD(xb_catalog_file, options),
	 .count_offset = FIELD(xb_catalog_file, count), .required = true,
	 .sub = &option_schema,
	 .about = "The options"},
	{"known", XB_SHAPE_TEXTS, .offset = FIELD(xb_catalog_file, known), .form = XB_TEXT_LINE,
	 .about = "Names that are read as well, without a description"},
	{"passed", XB_SHAPE_TEXTS, .offset = FIELD(xb_catalog_file, passed), .form = XB_TEXT_LINE,
	 .about = "Names that are handed on to others, who read them"},
	{"foreign", XB_SHAPE_MAPS, .offset = FIELD(xb_catalog_file, foreign),
	 .count_offset = FIELD(xb_catalog_file, foreign_count),
	 .sub = &foreign_schema,
	 .about = "Names that only other trees have"},
};
const struct xb_schema xb_catalog_file_schema = {
	.what = "catalog",
	.fields = file_fields,
	.count = XB_COUNT(file_fields),
	.size = sizeof(struct xb_catalog_file),
	.at_offset = XB_NO_POS,
};

enum xb_scope xb_catalog_file_scope(const struct xb_catalog_file *file)
{
	static const struct xb_words words = XB_WORDS(xb_scopes);

	return (enum xb_scope)xb_words_find(&words, file->scope.text);
}

bool xb_catalog_file_decode(struct xb_decoder *decoder, const struct xb_node *node,
			    struct xb_catalog_file *file)
{
	bool good = true;

	if (!xb_schema_decode(decoder, &xb_catalog_file_schema, node, file))
		return false;
	for (size_t i = 0; i < file->count; i++) {
		file->options[i].scope = xb_catalog_file_scope(file);
		good &= xb_option_compile(&file->options[i], decoder->diags);
		xb_option_release(&file->options[i]);
	}
	return good;
}
