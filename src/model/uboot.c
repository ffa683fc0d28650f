/* SPDX-License-Identifier: MIT */
#include "model/uboot.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/data.h"

/* ---- Keys ------------------------------------------------------------------------------------- */

static const char *const parsers[] = {"old", "modern", NULL};

#define VARIABLE(member) offsetof(struct xb_uboot_variable, member)

static const struct xb_field variable_fields[] = {
	{"value", XB_SHAPE_TEXT, .offset = VARIABLE(value), .form = XB_TEXT_LINE, .required = true,
	 .about = "As U-Boot has it: an address in hexadecimal"},
};
static const struct xb_schema variable_schema = {
	.what = "variable of U-Boot",
	.fields = variable_fields,
	.count = XB_COUNT(variable_fields),
	.size = sizeof(struct xb_uboot_variable),
	.at_offset = XB_NO_POS,
	.name_offset = VARIABLE(name),
	.plain_field = "value",
};

#define SETTING(member) offsetof(struct xb_uboot_settings, member)

static const struct xb_field setting_fields[] = {
	{"parser", XB_SHAPE_TEXT, .offset = SETTING(parser), .words = XB_WORDS(parsers),
	 .about = "Which shell it has: modern is CONFIG_HUSH_MODERN_PARSER",
	 .standing = "old"},
	{"max-args", XB_SHAPE_NUMBER, .offset = SETTING(max_args),
	 .about = "Words of a command with its name: CONFIG_SYS_MAXARGS",
	 .standing = "64, 16 before 2024.04",
	 .unit = "words"},
	{"line-length", XB_SHAPE_NUMBER, .offset = SETTING(line_length),
	 .about = "Bytes of a typed line: CONFIG_SYS_CBSIZE",
	 .standing = "1024",
	 .unit = "bytes"},
	{"load-address", XB_SHAPE_NUMBER, .offset = SETTING(load_address),
	 .about = "Where what names no address is loaded: CONFIG_SYS_LOAD_ADDR"},
	{"fdt-pad", XB_SHAPE_NUMBER, .offset = SETTING(fdt_pad),
	 .about = "What a boot command adds to the tree: CONFIG_SYS_FDT_PAD",
	 .standing = "12K",
	 .unit = "bytes"},
	{"variables", XB_SHAPE_NAMED, .offset = SETTING(variables),
	 .count_offset = SETTING(variable_count), .sub = &variable_schema,
	 .about = "Its environment before anyone changes it"},
	{"at-start", XB_SHAPE_TEXTS, .offset = SETTING(at_start),
	 .about = "Variables whose values only the board knows"},
	{"booting", XB_SHAPE_TEXTS, .offset = SETTING(booting),
	 .about = "Those that are there while it tries what it may boot"},
	{"without", XB_SHAPE_TEXTS, .offset = SETTING(without),
	 .about = "Variables that it does not have"},
};
static const struct xb_schema settings_schema = {
	.what = "U-Boot",
	.fields = setting_fields,
	.count = XB_COUNT(setting_fields),
	.size = sizeof(struct xb_uboot_settings),
	.at_offset = XB_NO_POS,
};

#define CHANGE(member) offsetof(struct xb_uboot_change, member)

static const struct xb_field change_fields[] = {
	{"release", XB_SHAPE_TEXT, .offset = CHANGE(release), .required = true,
	 .about = "It holds before this one: 2025.07"},
};
static const struct xb_schema change_schema = {
	.what = "earlier U-Boot",
	.fields = change_fields,
	.count = XB_COUNT(change_fields),
	.base = &settings_schema,
	.base_offset = CHANGE(settings),
	.size = sizeof(struct xb_uboot_change),
	.at_offset = XB_NO_POS,
};

#define SETUP(member) offsetof(struct xb_uboot_setup, member)

/* Those that a board has too stand last. */
static const struct xb_field setup_fields[] = {
	{"format", XB_SHAPE_FORMAT, .required = true},
	{"name", XB_SHAPE_TEXT, .offset = SETUP(name), .required = true},
	{"title", XB_SHAPE_TEXT, .offset = SETUP(title), .form = XB_TEXT_LINE, .required = true},
	{"before", XB_SHAPE_MAPS, .offset = SETUP(before), .count_offset = SETUP(before_count),
	 .sub = &change_schema},
	{"extends", XB_SHAPE_TEXT, .offset = SETUP(extends),
	 .about = "A U-Boot that is known, of which this is a change: rpi"},
	{"partial", XB_SHAPE_FLAG, .offset = SETUP(partial),
	 .about = "It may have variables that are not named here",
	 .standing = "false"},
	{"release", XB_SHAPE_TEXT, .offset = SETUP(release),
	 .about = "The release that the board runs",
	 .standing = "2023.01"},
};
enum { OF_FILES = 4 };

static const struct xb_schema file_schema = {
	.what = "U-Boot",
	.fields = setup_fields,
	.count = XB_COUNT(setup_fields) - 1, /* the release is a board's */
	.base = &settings_schema,
	.base_offset = SETUP(settings),
	.size = sizeof(struct xb_uboot_setup),
	.at_offset = SETUP(at),
};
const struct xb_schema xb_board_uboot_schema = {
	.what = "U-Boot",
	.fields = setup_fields + OF_FILES,
	.count = XB_COUNT(setup_fields) - OF_FILES,
	.base = &settings_schema,
	.base_offset = SETUP(settings),
	.size = sizeof(struct xb_uboot_setup),
	.at_offset = SETUP(at),
	.plain_field = "extends",
};

/* ---- Releases --------------------------------------------------------------------------------- */

unsigned xb_uboot_release(const char *text)
{
	unsigned year = 0;

	for (int i = 0; i < 7; i++)
		if (i == 4 ? text[i] != '.' : !isdigit((unsigned char)text[i]))
			return 0;
	if (isdigit((unsigned char)text[7]))
		return 0;
	for (int i = 0; i < 4; i++)
		year = year * 10 + (unsigned)(text[i] - '0');
	return year * 100 + (unsigned)(text[5] - '0') * 10 + (unsigned)(text[6] - '0');
}

static bool check_release(const struct xb_text *release, struct xb_diags *diags)
{
	if (!release->text || (xb_uboot_release(release->text) && !release->text[7]))
		return true;
	xb_error(diags, XB_CODE_BAD_VALUE, release->at, "release: '%s' is no release of U-Boot",
		 release->text);
	xb_hint(diags, "write its year and month: 2023.01");
	return false;
}

bool xb_uboot_check(const struct xb_uboot_setup *setup, struct xb_diags *diags)
{
	bool good = check_release(&setup->release, diags);

	for (size_t i = 0; i < setup->before_count; i++) {
		const struct xb_text *release = &setup->before[i].release;

		if (!release->text)
			continue; /* said already */
		good &= check_release(release, diags);
		if (i && setup->before[i - 1].release.text &&
		    strcmp(setup->before[i - 1].release.text, release->text) <= 0)
			good = xb_error(diags, XB_CODE_BAD_VALUE, release->at,
					"before: %s stands behind %s; the last release comes first",
					release->text, setup->before[i - 1].release.text);
	}
	return good;
}

/* A release or a parser, the LENGTH bytes at WORD. */
static bool choose_word(const char *word, size_t length, struct xb_uboot_choice *choice)
{
	for (size_t i = 0; parsers[i]; i++)
		if (strlen(parsers[i]) == length && !memcmp(word, parsers[i], length)) {
			choice->parser = parsers[i];
			return true;
		}
	if (length != 7 || !xb_uboot_release(word))
		return false;
	choice->release = xb_uboot_release(word);
	return true;
}

const char *xb_uboot_choose(const char *text, struct xb_uboot_choice *choice)
{
	bool modern;

	*choice = (struct xb_uboot_choice){0};
	for (;;) {
		const size_t length = strcspn(text, ",");

		if (!choose_word(text, length, choice))
			return "is no release of U-Boot, as 2023.01, and neither old nor modern";
		if (!text[length])
			break;
		text += length + 1;
	}
	modern = choice->parser && !strcmp(choice->parser, "modern");
	if (modern && !choice->release)
		choice->release = XB_UBOOT_NEWEST_RELEASE;
	if (modern && choice->release < XB_UBOOT_FIRST_MODERN)
		return "is no U-Boot: the modern shell is in it from 2024.04 on";
	return NULL;
}

/* ---- Files ------------------------------------------------------------------------------------ */

static bool report_unknown(struct xb_data *data, const char *name, struct xb_pos at,
			   struct xb_diags *diags)
{
	const char *near = xb_data_nearest(data, XB_DATA_UBOOT, name);
	struct xb_data_file *files;
	const size_t count = xb_data_list(data, XB_DATA_UBOOT, &files);
	struct xb_buf all = {0};

	for (size_t i = 0; i < count; i++)
		xb_buf_printf(&all, "%s%s", i ? ", " : "", files[i].name);
	xb_error(diags, XB_CODE_BAD_VALUE, at, "no U-Boot is called '%s'", name);
	if (near)
		xb_hint(diags, "did you mean %s?", near);
	else
		xb_hint(diags, "those known are %s", all.data ? all.data : "none");
	xb_buf_clear(&all);
	free(files);
	return false;
}

bool xb_uboot_read(struct xb_data *data, const char *name, struct xb_pos at, struct xb_decoder *d,
		   struct xb_uboot_setup *setup, struct xb_document **document)
{
	struct xb_data_file file;

	*document = NULL;
	if (!xb_data_find(data, XB_DATA_UBOOT, name, &file))
		return report_unknown(data, name, at, d->diags);
	*document = xb_data_parse(data, &file, d->diags);
	if (!*document || !xb_schema_decode(d, &file_schema, (*document)->root, setup) ||
	    !xb_uboot_check(setup, d->diags))
		return false;
	if (!strcmp(setup->name.text, name))
		return true;
	return xb_error(d->diags, XB_CODE_BAD_VALUE, setup->name.at,
			"this U-Boot is called '%s' and its file %s.yaml: they must be the same",
			setup->name.text, name);
}
